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
 * Decodes the answers of searches into rows of the columns asked for, without building a tree of
 * the JSON. Thread-safe: one decoder serves all pages of a search.
 *
 * <p>The decoder takes every form of the customer object that the vendor's pages have shown over
 * time: times as number or text, custom data as object or as list of properties, keys that are
 * missing or null, and lists of customers or tags that are objects with indexes for keys, as PHP
 * writes lists with gaps. It skips unknown keys.
 */
public final class PageDecoder {
  // The parsers of one factory share its table of field names, so each name is decoded once.
  private static final JsonFactory FACTORY = new JsonFactory();

  private final List<ColumnDef> columns;
  private final int asked;
  private final Field fields;
  private final Undecodable undecodable;
  private final boolean keeping;

  /**
   * Creates a decoder for which a value that its column can't hold is an error.
   *
   * @param columns the columns of a row, in their order; columns that can only be searched stay
   *     null
   */
  public PageDecoder(List<ColumnDef> columns) {
    this(columns, columns.size(), Undecodable.ERROR);
  }

  /**
   * Creates a decoder.
   *
   * @param columns the columns of a row, in their order; columns that can only be searched stay
   *     null
   * @param asked how many of the columns, from the first on, the statement uses. In the other
   *     columns a value that can't be decoded becomes null, and only {@link Page#undecoded} tells
   *     it
   * @param undecodable what happens to a value that its column can't hold
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

  /**
   * Returns a decoder like this one whose pages also hold the undecoded answer, from which any
   * column can be decoded later.
   */
  public PageDecoder keeping() {
    return new PageDecoder(columns, asked, fields, undecodable, true);
  }

  /** Returns the columns of a row, in their order. */
  public List<ColumnDef> columns() {
    return columns;
  }

  /** Returns what happens to a value that its column can't hold. */
  public Undecodable undecodable() {
    return undecodable;
  }

  /** Whether the other decoder makes the same pages from the same answers. */
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
   *     its column and must not become null, or if a customer has no id
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
   * Reads an answer that was kept undecoded.
   *
   * @throws IOException as {@link #decode(InputStream)} does
   */
  public Page decode(ByteBuffer kept) throws IOException {
    byte[] bytes = new byte[kept.remaining()];
    kept.duplicate().get(bytes);
    return read(new ByteArrayInputStream(bytes));
  }

  /** Returns a parser of text that another parser has read before. */
  static JsonParser parser(String text) throws IOException {
    return FACTORY.createParser(text);
  }

  private Page read(InputStream body) throws IOException {
    try (JsonParser json = FACTORY.createParser(body)) {
      return new PageReader(json, fields, columns.size(), undecodable).read();
    } catch (StreamConstraintsException e) {
      // This is no IOException, because a retry would bring the same large answer again.
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
