// With whom the family shares documents: of each person all that was given, also what is over.
import { useAnswer } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Page } from '../../ui/Page.tsx'
import { type Member, useMembers } from '../patients/family.ts'
import type { Grant } from './people.tsx'
import { Shares } from './Shares.tsx'

export default function SharesPage() {
  const { t } = useText()
  const members = useMembers()
  return (
    <Page title={t('files.shares.title')} back="/account/records/documents" isPersonal>
      <p>{t('files.shares.intro')}</p>
      {members.error ? (
        <Failure error={members.error} onRetry={members.retry} />
      ) : members.data ? (
        members.data.map((member) => <SharesOf key={member.patientId} member={member} />)
      ) : (
        <Loading />
      )}
    </Page>
  )
}

function SharesOf({ member: { patientId, name } }: { member: Member }) {
  const { t } = useText()
  const { data, error, refetch } = useAnswer('GET /v1/documents/grants', { query: { patient: patientId } })
  return (
    <section>
      <h2>{name}</h2>
      {!data && (error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {data?.items.length === 0 && <p>{t('files.shares.none', { name })}</p>}
      {data && <Shares grants={data.items} what={(grant) => <What grant={grant} />} />}
    </section>
  )
}

function What({ grant: { documentId, kinds = [] } }: { grant: Grant }) {
  const { t } = useText()
  if (documentId !== undefined) return <Named documentId={documentId} />
  return t('files.shares.kinds', { kinds: kinds.map((kind) => t(`files.kinds.${kind}`)).join(', ') })
}

function Named({ documentId }: { documentId: string }) {
  const { t } = useText()
  const { data, error } = useAnswer('GET /v1/documents/{documentId}', { path: { documentId } })
  if (error) return t('files.shares.gone')
  return t('files.shares.document', { title: data?.title ?? '…' })
}
