/**
 * What is played: rooms, groups of people, what they send, how fast they come. Plain values, read
 * from small files; knows neither network nor clock.
 */
@NullMarked
package foyer.load.scenario;

import org.jspecify.annotations.NullMarked;
