// Whether the trail is as Sehat wrote it, on the home page of auditors, and the ways into it.
import { Link } from 'wouter'
import { useAnswer } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { Icon } from '../../../ui/Icon.tsx'

const LINKS = [
  { href: '/staff/audit/reads', icon: 'eye', label: 'staff.audit.reads.menu' },
  { href: '/staff/audit/changes', icon: 'file-text', label: 'staff.audit.changes.menu' },
  { href: '/staff/audit/trail', icon: 'shield-check', label: 'staff.audit.trail.menu' },
] as const

export function TrailState() {
  const { t, format } = useText()
  const { data } = useAnswer('GET /v1/audit/verifications', {}, { freshMs: 60_000 })
  const last = data?.items[0]
  return (
    <section className="panel">
      <h2>{t('staff.start.trail')}</h2>
      {data && (
        <p className="panel-none">
          {last === undefined && t('staff.audit.trail.never')}
          {last?.outcome === 'intact' && t('staff.audit.trail.intact', { time: format.instant(last.endedAt) })}
          {last?.outcome === 'broken' && t('staff.audit.trail.broken', { time: format.instant(last.endedAt) })}
        </p>
      )}
      <ul className="plain panel-rows">
        {LINKS.map(({ href, icon, label }) => (
          <li key={href}>
            <Link href={href}>
              <Icon name={icon} sizePx={18} />
              <span>{t(label)}</span>
              <span className="panel-end">
                <Icon name="chevron-right" />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
