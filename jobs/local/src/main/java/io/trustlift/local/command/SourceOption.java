package io.trustlift.local.command;

import io.trustlift.adapters.SourceFormats;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What the records of viewers and orders look like. */
final class SourceOption {

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "trustlift",
      converter = Converter.class,
      description = {
        "Format of viewer events and orders: trustlift (the contract), ga4, segment or snowplow; shopify or tiktok-shop"
            + " for orders alone. Two with a comma between where they differ, such as ga4,shopify (default: ${DEFAULT-VALUE})."
      })
  private SourceFormats formats;

  SourceFormats formats() {
    return formats;
  }

  /** Reads names of formats. */
  static final class Converter implements ITypeConverter<SourceFormats> {
    @Override
    public SourceFormats convert(String text) {
      try {
        return SourceFormats.of(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
