// The hub of a family's records: whose they are, and one row for each kind of records.
import { Link } from 'wouter'
import { useText } from '../../i18n/language.ts'
import { loaded } from '../../loaded.ts'
import { useAccount } from '../../session/session.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { IconName } from '../../ui/icon-names.ts'
import { Failure } from '../../ui/outcomes.tsx'
import { Page } from '../../ui/Page.tsx'
import { useMembers } from '../patients/family.ts'
import '../../ui/rows.css'

interface Kind {
  readonly name: string
  readonly to: string
  readonly icon: IconName
}

/** It is in the table of the pages that people often open. */
const DOSES = '/account/doses'

const KINDS: readonly Kind[] = [
  { name: 'prescriptions', to: '/account/records/prescriptions', icon: 'pill' },
  { name: 'results', to: '/account/records/results', icon: 'report' },
  { name: 'bills', to: '/account/records/bills', icon: 'ticket' },
  { name: 'documents', to: '/account/records/documents', icon: 'file-text' },
  { name: 'visits', to: '/account/visits', icon: 'stethoscope' },
  { name: 'doses', to: DOSES, icon: 'vaccine' },
]

export default function HubPage() {
  const { t } = useText()
  const account = useAccount()
  const members = useMembers()
  const pages = loaded.get('account/records') ?? []
  // A row stands there when Sehat has its page, and this account may open it.
  const open = pages.filter(({ who }) => account.powers.some((power) => power === who))
  const shown = KINDS.filter(({ to }) => to === DOSES || open.some(({ path }) => path === to))
  const names = (members.data ?? []).map(({ name }) => name)
  return (
    <Page title={t('recordsHub.title')} back="/account" isPersonal>
      {members.error !== null && members.error !== undefined && (
        <Failure error={members.error} onRetry={members.retry} />
      )}
      {names.length > 0 && <p>{t('recordsHub.whose', { names: names.join(', ') })}</p>}
      <ul className="plain rows">
        {shown.map(({ name, to, icon }) => (
          <li key={name}>
            <Link href={to}>
              <Icon name={icon} sizePx={22} />
              <span className="row-words">
                {t(`recordsHub.kinds.${name}`)}
                <span className="row-hint">{t(`recordsHub.hints.${name}`)}</span>
              </span>
              <Icon name="chevron-right" sizePx={20} />
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  )
}
