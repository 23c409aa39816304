// The interface of a module: its name, the modules it uses, and its routes, calls, subscriptions and schedules.
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyRequest,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type pg from 'pg'
import { actorOf } from './access.ts'
import type { Auth } from './auth.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Console } from './console.ts'
import type { Call, EventType, ProblemType } from './contract.ts'
import type { ModuleDemo } from './demo.ts'
import type { ReadyAnswers } from './http/ready-answers.ts'
import type { Keys } from './keys.ts'
import type { Logger } from './log.ts'
import type { Meter } from './meter.ts'
import type { Metrics } from './metrics.ts'
import type { Kept, ModuleKeeps } from './personal.ts'
import type { Messages } from './ports/messages.ts'
import type { Channels } from './ports/open-channels.ts'
import type { Files } from './ports/open-files.ts'
import type { ToPdf } from './ports/pdf.ts'
import type { Db } from './postgres/db.ts'
import type { PowerRows, PowerTable } from './powers.ts'
import type { RecordReads } from './reads.ts'
import type { CallAnswer, CallOf } from './work/calls.ts'
import type { Schedule, Subscription } from './work/jobs.ts'
import type { EventOrigin, PersonActs } from './work/outbox.ts'

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

/** What the platform gives to a module. */
export interface Context<Tables = unknown> extends Files {
  /** The module's name, which is also its PostgreSQL schema. */
  readonly name: string
  readonly db: Db<Tables>
  /** For named prepared statements on paths that must be fast. */
  readonly pool: pg.Pool
  /** For a module that opens further connections of another kind. */
  readonly databaseUrl: string
  readonly config: Config
  readonly clock: Clock
  readonly log: Logger
  readonly metrics: Metrics
  readonly keys: Keys
  /** Counts limits over all processes. */
  readonly meter: Meter
  readonly auth: Auth
  readonly powers: PowerTable
  /** What each module of the program keeps of people. */
  readonly kept: readonly ModuleKeeps[]
  readonly messages: Messages
  readonly channels: Channels
  /** Makes a PDF of a page for printing, or throws `no-browser`. */
  readonly toPdf: ToPdf
  readonly call: CallOf
}

/** The parts that a module adds to the program. All are optional. */
export interface Opened {
  readonly routes?: readonly ((app: App) => void)[]
  /** Answers of public routes that the server only has to look up. */
  readonly readyAnswers?: readonly ReadyAnswers[]
  readonly calls?: readonly CallAnswer[]
  readonly subscriptions?: readonly Subscription[]
  readonly schedules?: readonly Schedule[]
  /** Only the module that keeps the reads sets this. The answer of a request waits for it. */
  readonly recordReads?: RecordReads
  /** Only the module that knows the chains sets this. It decides which facilities the roles of a chain reach. */
  readonly facilitiesOfChain?: (chainId: string) => Promise<ReadonlySet<string>>
  /** Runs after the migrations and before the first request. `stop` runs after the last request. */
  readonly start?: () => Promise<void>
  readonly stop?: () => Promise<void>
  /** What the module cannot do now because a part outside is away, in a sentence. `/health/ready` tells it. */
  readonly fault?: () => string | undefined
}

/** The parts of `Opened` that a process needs also when the module runs elsewhere. */
export type StandIn = Pick<Opened, 'recordReads' | 'facilitiesOfChain' | 'start' | 'stop'>

export type StandInContext = Pick<Context, 'config' | 'clock' | 'log' | 'metrics' | 'auth' | 'call'>

export interface Module<Tables = unknown> {
  readonly name: string
  /** One sentence for the documentation. */
  readonly summary: string
  /** The modules whose contracts this module imports. */
  readonly uses: readonly string[]
  /** The calls of other modules that this module asks. The start fails when nobody answers one. */
  readonly asks?: readonly Call[]
  /** It asks every module what it keeps of a person (`platform/personal.ts`). Only the module of privacy does. */
  readonly asksForPersons?: true
  /**
   * The events that this module hears, its own and those of others. They are data, because the program must know them
   * also where the module does not run. `subscriptions` says what the module does on each.
   */
  readonly hears?: readonly EventType[]
  /**
   * Copies every event of every module, also of modules that do not exist yet, into the table `inbox` of this module.
   * The module empties it. One module at most may ask for this.
   */
  readonly hearsAll?: true
  readonly problems: readonly ProblemType[]
  /** The rows of its `access.ts`: what each role may do here. */
  readonly powers: PowerRows
  /** What it keeps of people. A module that holds ids of patients or accounts must say it (`platform/personal.ts`). */
  readonly keeps?: readonly Kept[]
  readonly open: (context: Context<Tables>) => Opened
  /**
   * What a process without this module needs of it, such as the end of sign-ins. The context has no database of the
   * module: it asks the module by calls. The module allows these in `standInAsks`.
   */
  readonly standIn?: (context: StandInContext) => StandIn
  readonly standInAsks?: readonly Call[]
  /** Loads the data that ships with Sehat, after the migrations. When run again it reads only changed data. */
  readonly prepare?: (preparation: Preparation) => Promise<void>
  /** Adds the module's commands to `sehat`. */
  readonly addCommands?: (console: Console) => void
  readonly demo?: ModuleDemo
}

/** What a module needs to load the data that ships with Sehat: a migrated database, and the folder `data`. */
export interface Preparation {
  readonly pool: pg.Pool
  readonly dataFolder: string
  /** The folder for files that the installation writes, such as reports of imports. */
  readonly home: string
  say(line: string): void
}

export function defineModule<Tables>(module: Module<Tables>): Module {
  return module as unknown as Module
}

/** Who acts, in which role and where, and the request: each event contains this. */
export function originOf(request: FastifyRequest): EventOrigin {
  return request.actor ? originOfActor(request) : { actorId: null, requestId: request.id }
}

/** The same for a route that is not public. Throws the problem `sign-in-needed` when nobody is signed in. */
export function originOfActor(request: FastifyRequest): EventOrigin & PersonActs {
  const { accountId: actorId, roles, facilityId } = actorOf(request)
  const role = request.actingRole ?? roles[0] ?? null
  return { actorId, role, ...(facilityId && { facilityId }), requestId: request.id }
}
