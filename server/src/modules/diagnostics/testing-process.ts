// A process that lets the laboratory hear an event, or answers a request, and dies at a chosen point. For tests.
import { doAndDie } from '../../testing/dying-process.ts'
import { subscriptions } from './jobs.ts'
import type { DiagnosticsContext } from './tables.ts'

await doAndDie<DiagnosticsContext>('diagnostics', subscriptions)
