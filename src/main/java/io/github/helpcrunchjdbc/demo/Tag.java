package io.github.helpcrunchjdbc.demo;

/**
 * A tag of a customer.
 *
 * @param color as in style sheets, such as {@code #ff0000}
 */
public record Tag(String name, String color) {
  public static Tag named(String name) {
    return new Tag(name, "#888888");
  }
}
