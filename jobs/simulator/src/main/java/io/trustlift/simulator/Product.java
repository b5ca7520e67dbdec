package io.trustlift.simulator;

import java.util.List;

/**
 * A product on offer.
 *
 * @param dollars price in US dollars
 */
record Product(String productId, double dollars) {
  static final List<Product> ALL =
      List.of(
          new Product("bottle-750", 24),
          new Product("lunch-box", 32),
          new Product("linen-throw", 58),
          new Product("desk-lamp", 79),
          new Product("kettle", 45),
          new Product("air-purifier", 149));

  /** The price of some pieces in a currency, in plain notation. */
  String price(int quantity, MarketProfile market) {
    double units = dollars * quantity * market.currencyPerDollar();
    if (market.decimals() == 0) {
      return Long.toString(Math.round(units));
    }
    long cents = Math.round(units * 100);
    long rest = cents % 100;
    return cents / 100 + "." + rest / 10 + rest % 10;
  }
}
