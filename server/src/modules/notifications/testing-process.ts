// A process that lets notifications hear an event and dies at a chosen point. For tests.
import { doAndDie } from '../../testing/dying-process.ts'
import { subscriptions } from './jobs.ts'
import type { NotificationsContext } from './tables.ts'

await doAndDie<NotificationsContext>('notifications', (context) => subscriptions(context, () => undefined))
