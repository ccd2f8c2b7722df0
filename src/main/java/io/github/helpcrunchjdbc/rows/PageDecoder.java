package io.github.helpcrunchjdbc.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the answers of searches into rows of the columns asked for, without a tree of the JSON.
 * Thread-safe: one decoder serves all pages of a search.
 *
 * <p>Every form of the customer object that the vendor's pages have shown over time is taken:
 * timestamps as number or text, custom data as object or as list of properties, keys missing or
 * null, customers and tags as objects with the places for keys, as PHP writes lists with gaps. Keys
 * that are not known are skipped.
 */
public final class PageDecoder {
  // Parsers of one factory share its table of field names, so a name is decoded once per JVM.
  private static final JsonFactory FACTORY = new JsonFactory();

  private final List<ColumnDef> columns;
  private final int asked;
  private final Field fields;
  private final Undecodable undecodable;
  private final boolean keeping;

  /**
   * A decoder for which a value that its column can't hold is an error.
   *
   * @param columns what a row holds, in that order; search-only columns stay null
   */
  public PageDecoder(List<ColumnDef> columns) {
    this(columns, columns.size(), Undecodable.ERROR);
  }

  /**
   * A decoder.
   *
   * @param columns what a row holds, in that order; search-only columns stay null
   * @param asked how many of them, from the first on, the statement uses; in the others a value
   *     that can't be decoded is null, and only the reader of the page is told
   * @param undecodable what becomes of a value that its column can't hold
   */
  public PageDecoder(List<ColumnDef> columns, int asked, Undecodable undecodable) {
    this(List.copyOf(columns), asked, Field.tree(columns, asked), undecodable, false);
  }

  private PageDecoder(
      List<ColumnDef> columns, int asked, Field fields, Undecodable undecodable, boolean keeping) {
    this.columns = columns;
    this.asked = asked;
    this.fields = fields;
    this.undecodable = undecodable;
    this.keeping = keeping;
  }

  /** The same decoder, whose pages hold the answer as it came, from which any column can be had. */
  public PageDecoder keeping() {
    return new PageDecoder(columns, asked, fields, undecodable, true);
  }

  /** What a row holds, in that order. */
  public List<ColumnDef> columns() {
    return columns;
  }

  /** What becomes of a value that its column can't hold. */
  public Undecodable undecodable() {
    return undecodable;
  }

  /** Whether another decoder makes the same pages of the same answers. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PageDecoder decoder
        && keeping == decoder.keeping
        && asked == decoder.asked
        && undecodable == decoder.undecodable
        && columns.equals(decoder.columns);
  }

  @Override
  public int hashCode() {
    return Objects.hash(columns, asked, keeping, undecodable);
  }

  /**
   * Reads one answer to its end and closes it.
   *
   * @throws io.github.helpcrunchjdbc.error.HelpCrunchException UNDECODABLE if a value does not fit
   *     its column and is not to be null, or if a customer has no id
   * @throws IOException if the body is cut short, is not JSON or holds no {@code data}; its message
   *     shows nothing of the body
   */
  public Page decode(InputStream body) throws IOException {
    if (!keeping) {
      return read(body);
    }
    try (body) {
      byte[] bytes = body.readAllBytes();
      Page page = read(new ByteArrayInputStream(bytes));
      ByteBuffer kept = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
      return new Page(page.rows(), page.total(), page.undecoded(), kept, 0, 0);
    }
  }

  /**
   * Reads an answer that was kept.
   *
   * @throws IOException as {@link #decode(InputStream)} does
   */
  public Page decode(ByteBuffer kept) throws IOException {
    byte[] bytes = new byte[kept.remaining()];
    kept.duplicate().get(bytes);
    return read(new ByteArrayInputStream(bytes));
  }

  /** A parser of what a parser has gone over already. */
  static JsonParser parser(String text) throws IOException {
    return FACTORY.createParser(text);
  }

  private Page read(InputStream body) throws IOException {
    try (JsonParser json = FACTORY.createParser(body)) {
      return new PageReader(json, fields, columns.size(), undecodable).read();
    } catch (StreamConstraintsException e) {
      // Not an IOException: asking for it again would bring as much once more.
      throw new HelpCrunchException(
          ErrorCode.TOO_LARGE,
          200,
          "the answer has a number, a text, a name or a nesting that is longer than any customer's"
              + placeOf(e),
          null);
    } catch (JsonProcessingException e) {
      // Jackson's message may quote the body, which holds personal values: keep the place only.
      throw new IOException("the answer is not JSON" + placeOf(e));
    }
  }

  private static String placeOf(JsonProcessingException e) {
    JsonLocation place = e.getLocation();
    return place == null ? "" : " at byte " + place.getByteOffset();
  }
}
