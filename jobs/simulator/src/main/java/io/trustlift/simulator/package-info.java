/**
 * Worlds of live streams with a planted truth.
 *
 * <p>{@link io.trustlift.simulator.Simulator} writes the input topics of the semantics contract in
 * the order of arrival, and {@code truth.json}. What holds in every world, and what calibration
 * relies on:
 *
 * <ul>
 *   <li><b>Hazard.</b> A human viewer in a visit asks (inquiry) and decides to buy (order) as an
 *       inhomogeneous Poisson process, simulated exactly by thinning. Its rate per viewer-minute is
 *       {@code base(market, outcome) x 1.25 if engaged x room(stream) x heat(stream, t) x product
 *       over the credential types exposed at t of RR[market][type][outcome]}. A type is exposed at
 *       {@code t} when a credential of it is on this viewer's screen, or was hidden less than
 *       {@code carry_over} ago after having been viewed for {@code min_view}, in this visit: the
 *       contract's definition. It acts once per type however many credentials of it are exposed,
 *       and whatever their validity; a credential that the catalogue does not know acts on nothing.
 *       So {@code rate_ratio} in the truth is what a stratified person-time rate ratio estimates.
 *   <li><b>Rooms whose effects differ.</b> With {@code effectSigma} above 0 a room's rate ratio is
 *       the planted one times a log-normal factor of mean 1, one for each type and outcome. The
 *       planted one is then the mean over rooms.
 *   <li><b>Confounding by room.</b> {@code room} is log-normal with mean 1; rooms with a higher one
 *       show more credentials.
 *   <li><b>Confounding by time.</b> {@code heat} varies slowly (periods of 70 to 150 minutes, mean
 *       1 over a stream); the host begins to show when the room is hot.
 *   <li><b>Immortal time.</b> Engaged viewers (35 %) stay much longer than casual ones, see more,
 *       and buy more: "ever saw it" against "never saw it" is biased upwards.
 *   <li><b>Deferred orders.</b> A fixed share of the decisions becomes an order hours or days
 *       later. The share depends on neither exposure nor arm, so that the ratio among the orders
 *       placed at once is the planted one.
 *   <li><b>Experiment.</b> 90 % of the human viewers are assigned to {@code control} or {@code
 *       certificate} at random, once, mostly just before their first join. Displays of the
 *       experiment show an authority credential to the arm {@code certificate} only; they act as
 *       any other authority credential. It is declared in {@code experiments.jsonl}.
 *   <li><b>Replays.</b> Hours after a stream, with pauses and seeks; heat is 1 and the base rates
 *       are halved; the same rate ratios act on the viewer's own clock.
 *   <li><b>Practices.</b> With {@link io.trustlift.simulator.PracticeSettings} that are not {@code
 *       none()}, the rate of orders is multiplied by a factor for each of: the placement of what
 *       exposes a type, three credentials at once, the standing of a review, a factory tour by how
 *       many earlier visits have shown one, a bad picture, and how quickly the viewer was answered;
 *       and what is left of the log rate ratios is less for returning viewers (orders and
 *       inquiries) and, of authority, in a bad picture. All of it is by the contract's definitions,
 *       on the viewer's own clock, and thinned exactly, against a bound that is checked. In replays
 *       pictures are never bad, and answers come too late to count.
 *   <li><b>The plan</b> of streams has a series for each home market, at the same time of its days;
 *       streams begin up to five minutes after it, some half an hour later, one not at all.
 *   <li><b>Bots</b> watch and click, and never buy; every event of theirs has {@code is_bot}.
 *   <li><b>Disturbances.</b> Every record arrives 0 to 9 s after its event time, most within one
 *       second. Exact copies follow shortly after, except of bots' events. Broken records are made
 *       of valid ones under an {@code event_id} of their own, so that without them the world is
 *       whole.
 * </ul>
 *
 * <p>Everything is a function of the configuration: random numbers come from generators seeded by
 * purpose and index, functions of real numbers from {@link java.lang.StrictMath}, and no clock is
 * read. Memory holds 8 bytes per planned visit, the viewers present, what was to be expected of
 * those in the experiment, the records under way, and, only with practices, a history of each human
 * viewer. The ids of one world carry a tag derived from its seed and start, except those of
 * credentials and, unless it is asked for, of the experiment.
 */
package io.trustlift.simulator;
