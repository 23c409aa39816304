// The module notifications: messages to people by SMS, mail and in Sehat, with reminders, wishes and a log.
import { defineModule } from '../../platform/module.ts'
import { findDoctors } from '../doctors/contract.ts'
import { findFacility } from '../facilities/contract.ts'
import { reachAccounts } from '../identity/contract.ts'
import { reachPatients } from '../patients/reaching/contract.ts'
import { rows } from './access.ts'
import { addCommands } from './commands.ts'
import { cannotStop } from './contract.ts'
import { logRoutes } from './deliveries/log-routes.ts'
import { receiptRoutes } from './deliveries/receipt-routes.ts'
import { inboxRoutes } from './inbox/routes.ts'
import { hears, schedules, subscriptions } from './jobs.ts'
import { createSender } from './notices/sender.ts'
import { personalAnswers } from './personal/calls.ts'
import { keeps } from './personal/keeps.ts'
import { preferenceRoutes } from './preferences/routes.ts'
import type { NotificationsTables } from './tables.ts'

export const notifications = defineModule<NotificationsTables>({
  name: 'notifications',
  summary: 'Messages to people: by SMS, by mail and in Sehat.',
  uses: ['facilities', 'patients', 'identity', 'vaccination', 'doctors', 'appointments', 'visits', 'diagnostics'],
  asks: [findFacility, reachPatients, reachAccounts, findDoctors],
  hears,
  problems: [cannotStop],
  powers: rows,
  keeps,
  open: (context) => {
    const sender = createSender(context)
    // Web processes send nothing. Their messages leave from a worker.
    const isWorker = context.config.role !== 'web'
    return {
      routes: [
        preferenceRoutes(context),
        inboxRoutes(context),
        logRoutes(context),
        receiptRoutes(context, () => sender.nudge()),
      ],
      calls: personalAnswers(context),
      subscriptions: subscriptions(context, () => sender.nudge()),
      schedules: schedules(context),
      start: async () => {
        if (isWorker) sender.start()
      },
      stop: () => sender.stop(),
    }
  },
  addCommands,
})
