// Jobs at set times: the reports, and the counts of what customers use. Reconciliation has a loop of its own.
import type { Schedule } from '../../platform/work/jobs.ts'
import type { Linking } from './linking.ts'
import { makeReport, sendDueReports } from './oversight/reports.ts'
import { countAll } from './self-service/usage.ts'
import type { LinkageContext } from './tables.ts'

export function schedules(context: LinkageContext, { directory, sender, archive }: Linking): Schedule[] {
  return [
    { name: 'hourly-report', cron: '5 * * * *', run: () => makeReport(context, sender, 'hourly') },
    // 03:00 UTC is 08:30 in India.
    { name: 'daily-report', cron: '0 3 * * *', run: () => makeReport(context, sender, 'daily') },
    { name: 'send-reports', cron: '* * * * *', run: () => sendDueReports(context, sender) },
    { name: 'count-usage', cron: '17 * * * *', run: () => countAll(context, directory.all()) },
    ...(archive
      ? [{ name: 'delete-archived', cron: '29 1 * * *', run: async () => void (await archive.deleteExpired()) }]
      : []),
  ]
}
