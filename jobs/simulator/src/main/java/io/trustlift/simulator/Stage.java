package io.trustlift.simulator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** What all agents share: the clock's queue, the topics' files, numbering, and the tally. */
final class Stage implements AutoCloseable {
  private final SimulationConfig config;
  private final String tag;
  private final Map<Topic, TopicLog> logs = new EnumMap<>(Topic.class);
  private final TopicLog viewerLog;
  private final JsonLine line = new JsonLine();
  private final PriorityQueue<Agent> agents = new PriorityQueue<>();
  private final Experiment experiment;
  private final Shop shop;
  private final HostDesk hostDesk;
  private final Tally tally = new Tally();
  private final Practices practices;
  private final Histories histories;
  private long events;
  private long agentCount;
  private long orderCount;
  private long visitsBegun;

  Stage(SimulationConfig config, List<StreamPlan> streams, Path directory) throws IOException {
    this.config = config;
    this.tag = config.tag();
    long horizon = StreamPlan.lastEnd(streams) + config.layout().horizonDays() * ContractTimes.DAY;
    for (Topic topic : Topic.values()) {
      logs.put(topic, new TopicLog(topic, directory, config, horizon));
    }
    this.viewerLog = log(Topic.VIEWER_EVENTS);
    this.experiment = new Experiment(config);
    this.shop = new Shop(this);
    this.hostDesk = new HostDesk(this);
    this.practices = Practices.of(config.practices());
    this.histories = new Histories(config);
  }

  SimulationConfig config() {
    return config;
  }

  TopicLog log(Topic topic) {
    return logs.get(topic);
  }

  /** The one writer of lines: begin, fill and end a line before the next. */
  JsonLine line() {
    return line;
  }

  Experiment experiment() {
    return experiment;
  }

  Shop shop() {
    return shop;
  }

  HostDesk hostDesk() {
    return hostDesk;
  }

  /** What a question is about. */
  String drawQuestionTopic(MarketProfile market, Draws draws) {
    return QuestionTopics.draw(market, config.practices(), draws);
  }

  Practices practices() {
    return practices;
  }

  Histories histories() {
    return histories;
  }

  Tally tally() {
    return tally;
  }

  String nextEventId() {
    return tag + "-" + Long.toString(++events, 36);
  }

  String nextOrderId() {
    return tag + "-o" + ++orderCount;
  }

  long nextAgentNumber() {
    return ++agentCount;
  }

  void enter(Agent agent) {
    agents.add(agent);
  }

  /** Lets the next agent act, after writing what arrived before; false when nobody is left. */
  boolean step() {
    Agent agent = agents.poll();
    if (agent == null) {
      return false;
    }
    for (TopicLog log : logs.values()) {
      log.advanceTo(agent.nextTime());
    }
    if (agent.step()) {
      agents.add(agent);
    }
    return true;
  }

  /** Begins an event of the viewer topic. */
  JsonLine viewerEvent(
      String eventId, long time, String eventType, StreamPlan stream, Viewer viewer) {
    return line.start(eventId, time)
        .text("event_type", eventType)
        .text("stream_id", stream.streamId())
        .text("viewer_id", viewer.viewerId())
        .text("market", config.codeInFiles(viewer.market()));
  }

  /** Ends an event of the viewer topic. */
  void endViewerEvent(JsonLine begun, long time, Viewer viewer) {
    if (viewer.bot()) {
      viewerLog.acceptBot(begun.flag("is_bot", true).end(), time);
    } else {
      viewerLog.accept(begun.end(), time);
    }
  }

  /** Visits that have begun, returns after a gap aside. */
  long visitsBegun() {
    return visitsBegun;
  }

  void countVisitBegun() {
    visitsBegun++;
  }

  long viewerEvents() {
    return viewerLog.accepted();
  }

  List<Truth.TopicCount> counts() {
    List<Truth.TopicCount> counts = new ArrayList<>();
    logs.values().forEach(log -> counts.add(log.count()));
    return counts;
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (TopicLog log : logs.values()) {
      try {
        log.close();
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
