// Jobs at set times: the reports, and the counts of what customers use. Reconciliation has a loop of its own.
import type { Schedule } from '../../platform/work/jobs.ts'
import type { Linking } from './linking.ts'
import { sendReport } from './oversight/reconciliation.ts'
import { countAll } from './self-service/usage.ts'
import type { LinkageContext } from './tables.ts'

export function schedules(context: LinkageContext, { directory }: Linking): Schedule[] {
  return [
    { name: 'hourly-report', cron: '5 * * * *', run: () => sendReport(context, 'hourly') },
    // 03:00 UTC is 08:30 in India.
    { name: 'daily-report', cron: '0 3 * * *', run: () => sendReport(context, 'daily') },
    { name: 'count-usage', cron: '17 * * * *', run: () => countAll(context, directory.all()) },
  ]
}
