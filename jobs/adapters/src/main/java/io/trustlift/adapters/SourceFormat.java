package io.trustlift.adapters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.trustlift.adapters.Translation.Mapped;
import io.trustlift.adapters.Translation.Unmapped;
import java.io.IOException;

/** What the records of a topic look like before they are records of the contract. */
public enum SourceFormat {
  /** The contract itself. */
  TRUSTLIFT("trustlift", null, true),
  /** Rows of the BigQuery export of Google Analytics 4. */
  GA4("ga4", new Ga4(), true),
  /** Track calls of Segment. */
  SEGMENT("segment", new Segment(), true),
  /** Enriched events of Snowplow as JSON. */
  SNOWPLOW("snowplow", new Snowplow(), true),
  /** Order webhooks of Shopify: orders only. */
  SHOPIFY("shopify", new Shopify(), false),
  /** Order webhooks of TikTok Shop, with the order beside: orders only. */
  TIKTOK_SHOP("tiktok-shop", new TikTokShop(), false);

  private static final ObjectReader TREE =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .build()
          .reader();

  private final String text;
  private final Mapper mapper;
  private final boolean knowsViewers;

  SourceFormat(String text, Mapper mapper, boolean knowsViewers) {
    this.text = text;
    this.mapper = mapper;
    this.knowsViewers = knowsViewers;
  }

  /** As it is named in settings and on the command line. */
  public String text() {
    return text;
  }

  /** Whether it says what viewers do, and not orders alone. */
  boolean knowsViewers() {
    return knowsViewers;
  }

  /** Whether records have to be translated at all. */
  public boolean isForeign() {
    return mapper != null;
  }

  /**
   * Translates one record.
   *
   * @param bytes a JSON object in UTF-8
   * @throws IllegalStateException when the format is the contract itself
   */
  public Translation translate(byte[] bytes) {
    if (mapper == null) {
      throw new IllegalStateException("Records of the contract need no translation");
    }
    try {
      JsonNode foreign = TREE.readTree(bytes);
      if (!foreign.isObject()) {
        return new Unmapped(text + ": not a JSON object");
      }
      ContractRecord mapped = mapper.map(foreign, bytes);
      return new Mapped(mapped.topic(), mapped.json());
    } catch (UnmappedException e) {
      return new Unmapped(text + ": " + e.getMessage());
    } catch (JsonProcessingException e) {
      return new Unmapped(text + ": not JSON that can be read");
    } catch (IOException e) {
      throw new IllegalStateException("Bytes in memory cannot fail to be read", e);
    }
  }
}
