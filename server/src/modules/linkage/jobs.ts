// What happens later: reports at set times. Reconciliation has a loop of its own, because its pause is a setting.
import type { Schedule } from '../../platform/work/jobs.ts'
import { sendReport } from './oversight/reconciliation.ts'
import type { LinkageContext } from './tables.ts'

export function schedules(context: LinkageContext): Schedule[] {
  return [
    { name: 'hourly-report', cron: '5 * * * *', run: () => sendReport(context, 'hourly') },
    // 08:30 in India.
    { name: 'daily-report', cron: '0 3 * * *', run: () => sendReport(context, 'daily') },
  ]
}
