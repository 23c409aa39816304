// Jobs at set times: the reports. Reconciliation has its own loop, because its pause is a setting.
import type { Schedule } from '../../platform/work/jobs.ts'
import { sendReport } from './oversight/reconciliation.ts'
import type { LinkageContext } from './tables.ts'

export function schedules(context: LinkageContext): Schedule[] {
  return [
    { name: 'hourly-report', cron: '5 * * * *', run: () => sendReport(context, 'hourly') },
    // 03:00 UTC is 08:30 in India.
    { name: 'daily-report', cron: '0 3 * * *', run: () => sendReport(context, 'daily') },
  ]
}
