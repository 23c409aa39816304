// A process that lets visits hear an event, or answers a request, and dies at a chosen point, for the tests of kills.
import { doAndDie } from '../../testing/dying-process.ts'
import { subscriptions } from './jobs.ts'
import type { VisitsContext } from './tables.ts'

await doAndDie<VisitsContext>('visits', subscriptions)
