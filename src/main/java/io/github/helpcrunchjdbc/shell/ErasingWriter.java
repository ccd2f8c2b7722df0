package io.github.helpcrunchjdbc.shell;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/** Takes the line of progress away before something is written to the same terminal. */
final class ErasingWriter extends FilterWriter {
  private final ProgressLine line;

  ErasingWriter(Writer out, ProgressLine line) {
    super(out);
    this.line = line;
  }

  @Override
  public void write(int character) throws IOException {
    line.erase();
    super.write(character);
  }

  @Override
  public void write(char[] characters, int offset, int length) throws IOException {
    line.erase();
    super.write(characters, offset, length);
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    line.erase();
    super.write(text, offset, length);
  }
}
