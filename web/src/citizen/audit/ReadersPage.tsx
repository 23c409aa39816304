// Who saw the records of the family: for each member the role, the place, the time, the reason, and whom to ask.
import { Link } from 'wouter'
import type { Answer } from '../../api/client.ts'
import { useList } from '../../api/lists.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Page } from '../../ui/Page.tsx'
import { type Member, useMembers } from '../patients/family.ts'
import { WhoRead } from './WhoRead.tsx'
import './readers.css'

type Read = Answer<'GET /v1/patients/{patientId}/reads'>['items'][number]

/** The kinds of records that this page has words for. Any other kind is "a record". */
const KINDS = [
  'booking',
  'dose',
  'patient',
  'linkage',
  'link',
  'reads',
  'changes',
  'adverse-event',
  'visit',
  'vitals',
  'finding',
  'emergency',
  'appointment',
  'queue',
  'follow-up',
  'charge',
  'document',
] as const
type Kind = (typeof KINDS)[number] | 'other'
const kindOf = ({ recordKind }: Read): Kind => KINDS.find((kind) => kind === recordKind) ?? 'other'

export default function ReadersPage() {
  const { t } = useText()
  const members = useMembers()
  return (
    <Page title={t('readers.title')} back="/account" isPersonal>
      <p>{t('readers.intro')}</p>
      <p>
        <Link href="/account/visits/grants">{t('readers.toGrants')}</Link>
      </p>
      {members.error ? (
        <Failure error={members.error} onRetry={members.retry} />
      ) : members.data ? (
        members.data.map((member) => <ReadersOf key={member.patientId} member={member} />)
      ) : (
        <Loading />
      )}
    </Page>
  )
}

function ReadersOf({ member: { patientId, name } }: { member: Member }) {
  const { t } = useText()
  const list = useList('GET /v1/patients/{patientId}/reads', {}, { patientId })
  return (
    <section className="readers">
      <h2>{name}</h2>
      {list.error !== null && <Failure error={list.error} onRetry={list.again} />}
      {list.items === undefined && list.error === null && <Loading />}
      {list.items?.length === 0 && <p>{t('readers.nobody', { name })}</p>}
      {list.items && list.items.length > 0 && (
        <>
          <ul className="plain">
            {list.items.map((read) => (
              <Reader key={read.readId} read={read} name={name} />
            ))}
          </ul>
          {list.more && (
            <Button kind="quiet" onClick={list.more}>
              {t('readers.more')} <span className="visually-hidden">{name}</span>
            </Button>
          )}
          <p role="status">{list.isReadingMore && t('ui.loading')}</p>
          <Ask patientId={patientId} />
        </>
      )}
    </section>
  )
}

function Reader({ read, name }: { read: Read; name: string }) {
  const { t } = useText()
  return (
    <li className="reader">
      <WhoRead read={read} />
      <p>
        {t(`readers.saw.${kindOf(read)}`)}{' '}
        {kindOf(read) === 'document' && read.recordId !== undefined && (
          <Link href={`/account/records/documents/${read.recordId}`}>{t('readers.toDocument')}</Link>
        )}
      </p>
      <p>{t(`readers.why.${reasonOf(read)}`, { name })}</p>
    </li>
  )
}

type Reason = 'search' | 'audit' | 'facility' | 'care' | 'grant' | 'emergency' | 'official' | 'system' | 'other'
const BASES = ['facility', 'care', 'grant', 'emergency', 'official', 'system'] as const

/** Why the person could see the record, in the words of this page. */
function reasonOf(read: Read): Reason {
  const kind = kindOf(read)
  if (kind === 'patient') return 'search'
  if (kind === 'reads' || kind === 'changes') return 'audit'
  const { basis } = read
  return BASES.find((each) => each === basis) ?? 'other'
}

/** What to do about a read that the family does not understand. */
function Ask({ patientId }: { patientId: string }) {
  const { t } = useText()
  return (
    <details className="reader-ask">
      <summary>{t('readers.ask.title')}</summary>
      <Notice>
        <ol>
          <li>{t('readers.ask.place')}</li>
          <li>{t('readers.ask.office')}</li>
          <li>{t('readers.ask.auditor')}</li>
        </ol>
        <p>
          {t('readers.ask.number')} <span className="reader-number">{patientId}</span>
        </p>
      </Notice>
    </details>
  )
}
