// How old the times on a page are. When the hours of the doctors are older than a day, it says so plainly.
import { useText } from '../../../i18n/language.ts'
import { Notice } from '../../../ui/Notice.tsx'

/** The hours are copied each day. A few hours more are still usual. */
const OLD_SECONDS = 30 * 3_600

interface HowOldProps {
  readonly asOf: string
  readonly viewAgeSeconds: number
}

export function HowOld({ asOf, viewAgeSeconds }: HowOldProps) {
  const { t, format } = useText()
  const copiedAt = new Date(Date.parse(asOf) - viewAgeSeconds * 1_000).toISOString()
  if (viewAgeSeconds > OLD_SECONDS) {
    return (
      <Notice kind="warning" title={t('doctors.old.title', { at: format.instant(copiedAt) })}>
        <p>{t('doctors.old.text')}</p>
      </Notice>
    )
  }
  return <p className="soft">{t('doctors.asOf', { time: format.time(asOf), at: format.instant(copiedAt) })}</p>
}
