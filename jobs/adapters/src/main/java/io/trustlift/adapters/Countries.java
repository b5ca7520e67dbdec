package io.trustlift.adapters;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Countries by name: analytics says United States where the contract says US. */
final class Countries {

  private static final Map<String, String> CODES = codes();

  private Countries() {}

  /**
   * The ISO 3166-1 alpha-2 code of a country that is given by code or by English name; empty for
   * one that is not known.
   */
  static String code(String country) {
    return CODES.getOrDefault(country.strip().toLowerCase(Locale.ROOT), "");
  }

  private static Map<String, String> codes() {
    Map<String, String> codes = new HashMap<>();
    for (String code : Locale.getISOCountries()) {
      codes.put(code.toLowerCase(Locale.ROOT), code);
      String name = new Locale.Builder().setRegion(code).build().getDisplayCountry(Locale.ENGLISH);
      codes.put(name.toLowerCase(Locale.ROOT), code);
    }
    // Names that this Java spells otherwise.
    codes.putAll(
        Map.of(
            "hong kong", "HK",
            "macao", "MO",
            "macau", "MO",
            "turkey", "TR",
            "türkiye", "TR",
            "czech republic", "CZ",
            "bosnia and herzegovina", "BA",
            "trinidad and tobago", "TT",
            "viet nam", "VN",
            "the netherlands", "NL"));
    return codes;
  }
}
