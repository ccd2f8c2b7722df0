package io.github.helpcrunchjdbc.shell;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Removes the progress line before other output is written to the same terminal. */
final class ErasingStream extends FilterOutputStream {
  private final ProgressLine line;

  ErasingStream(OutputStream out, ProgressLine line) {
    super(out);
    this.line = line;
  }

  @Override
  public void write(int one) throws IOException {
    line.erase();
    out.write(one);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    line.erase();
    out.write(bytes, offset, length);
  }
}
