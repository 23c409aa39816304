// The documents of a patient on the page of a visit: what care opens, to read, to add, and to withdraw.
import { useState } from 'react'
import type { ListItem } from '../../api/client.ts'
import { useList } from '../../api/lists.ts'
import { useAnswer } from '../../api/queries.ts'
import { AboutFile, type FileShown } from '../../files/AboutFile.tsx'
import { OpenFile } from '../../files/OpenFile.tsx'
import { useText } from '../../i18n/language.ts'
import { useMay } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { More } from '../lists/Listing.tsx'
import { Adding } from './Adding.tsx'
import { Withdrawing } from './Withdrawing.tsx'

interface DocumentsPartProps {
  readonly patientId: string
  readonly visitId: string
}

export function DocumentsPart({ patientId, visitId }: DocumentsPartProps) {
  const { t } = useText()
  const mayRead = useMay('document.read')
  const mayAdd = useMay('document.add')
  const [isAdding, setAdding] = useState(false)
  // The page of the visit has both answers already.
  const visit = useAnswer('GET /v1/visits/{visitId}', { path: { visitId } })
  const record = useAnswer('GET /v1/patients/{patientId}/record', { path: { patientId } })
  const name = record.data?.patient.name ?? ''
  const isLive = visit.data !== undefined && visit.data.status !== 'VOID'
  if (!mayRead && !mayAdd) return null
  return (
    <section className="visit-part">
      <h2>{t('staff.files.title')}</h2>
      {mayRead && <Documents patientId={patientId} />}
      {mayAdd && isLive && (
        <div className="list-actions no-print">
          <Button kind="quiet" onClick={() => setAdding(true)}>
            {t('staff.files.add')}
          </Button>
        </div>
      )}
      <Adding person={isAdding ? { patientId, name } : undefined} onClose={() => setAdding(false)} />
    </section>
  )
}

function Documents({ patientId }: { patientId: string }) {
  const { t } = useText()
  const list = useList('GET /v1/documents', { patient: patientId })
  const [leaving, setLeaving] = useState<FileShown>()
  return (
    <>
      {list.error !== null && <Failure error={list.error} onRetry={list.again} />}
      {list.items === undefined && list.error === null && <Loading />}
      {list.items?.length === 0 && <p className="soft">{t('staff.files.none')}</p>}
      <ul className="plain">
        {list.items?.map((document) => (
          <One key={document.documentId} document={document} onWithdraw={() => setLeaving(document)} />
        ))}
      </ul>
      <More list={list} />
      <Withdrawing document={leaving} onClose={() => setLeaving(undefined)} />
    </>
  )
}

interface OneProps {
  readonly document: ListItem<'GET /v1/documents'>
  readonly onWithdraw: () => void
}

function One({ document, onWithdraw }: OneProps) {
  const { t } = useText()
  const { documentId, title = '', canWithdraw } = document
  return (
    <li className="document">
      <AboutFile document={document} />
      <div className="file-acts no-print">
        <OpenFile documentId={documentId} title={title} />
        {canWithdraw && (
          <Button kind="remove" onClick={onWithdraw}>
            {t('staff.files.withdraw')} <span className="visually-hidden">{title}</span>
          </Button>
        )}
      </div>
    </li>
  )
}
