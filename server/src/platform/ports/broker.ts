// The port of the message broker: carries events to modules that live in another database.

/** An event on its way. */
export interface CarriedEvent {
  readonly cell: number
  readonly id: string
  readonly name: string
  /** The envelope as JSON text. */
  readonly body: string
}

/** What a module hears through the broker. `all` is for the module that hears every event. */
export interface BrokerRoute {
  readonly module: string
  readonly events: readonly string[] | 'all'
}

/** A message that no repeat can make right. The broker keeps it among the dead letters, where people find it. */
export class PoisonedMessage extends Error {}

/** How many messages wait for a module. */
export interface BrokerQueue {
  readonly module: string
  readonly waiting: number
  readonly deadLetters: number
}

/** A dead letter as the pages for operators show it: what and whose, and nothing of the body. */
export interface DeadLetter {
  readonly eventId: string
  readonly name: string
}

export interface Broker {
  /** Makes what these modules hear wait for them, also before their processes first run. */
  prepare(routes: readonly BrokerRoute[]): Promise<void>
  /** Hands events over. Resolves when the broker has confirmed all of them; rejects when it is not sure of one. */
  publish(events: readonly CarriedEvent[]): Promise<void>
  /**
   * Gives a module what waits for it, again and again. The message is gone when `take` resolves. It becomes a dead
   * letter when `take` throws `PoisonedMessage`, and it comes again after any other error.
   */
  consume(module: string, take: (event: CarriedEvent) => Promise<void>): { stop(): Promise<void> }
  readonly isConnected: boolean
  /** The modules among these that hear something through the broker. */
  queues(modules: readonly string[]): Promise<BrokerQueue[]>
  /** The oldest dead letters of a module. They stay where they are. */
  deadLetters(module: string, limit: number): Promise<DeadLetter[]>
  /** Sends one dead letter to its module again. Gives false when it is not among the oldest `searched`. */
  sendAgain(module: string, eventId: string, searched: number): Promise<boolean>
  close(): Promise<void>
}
