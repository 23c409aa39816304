// Statements of the bank: the file is read by Sehat's reader, and each row says which payment it confirms.
import '../billing.css'
import { useState } from 'react'
import type { Answer } from '../../../api/client.ts'
import { useSendTable } from '../../../api/send-table.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount } from '../../../session/session.ts'
import type { Column } from '../../../ui/columns.ts'
import { Failure } from '../../../ui/outcomes.tsx'
import { Tag, type TagKind } from '../../../ui/Tag.tsx'
import { decode } from '../../importing/decode.ts'
import { TableWithFile } from '../../lists/Listing.tsx'
import { say } from '../../shell/Said.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'

type Row = Answer<'POST /v1/billing/statements'>['rows'][number]

export default function StatementsPage() {
  const { t } = useText()
  const { facilityId = '' } = useAccount()
  const [rows, setRows] = useState<readonly Row[]>()
  const [isUnread, setUnread] = useState(false)
  const send = useSendTable()
  const read = async (file: File): Promise<void> => {
    setRows(undefined)
    const text = decode(new Uint8Array(await file.arrayBuffer()))
    setUnread(text === undefined)
    if (text === undefined) return
    const answer = await send.mutateAsync({ facility: facilityId, text })
    setRows(answer.rows)
    const confirmed = answer.rows.filter(({ outcome }) => outcome === 'confirmed').length
    say({ text: t('staff.money.said.statement', { count: confirmed }), detail: file.name })
  }
  return (
    <StaffPage title={t('staff.money.statements.title')}>
      <p className="soft">{t('staff.money.statements.what')}</p>
      <p>
        <label className="money-file">
          {t('staff.money.statements.file')}
          <input
            type="file"
            className="input"
            accept=".csv,text/csv"
            onChange={({ target }) => {
              const [file] = target.files ?? []
              if (file) void read(file).catch(() => undefined)
              target.value = ''
            }}
          />
        </label>
      </p>
      <p role="status">{send.isPending && t('ui.sending')}</p>
      {isUnread && <p role="alert">{t('staff.money.statements.unread')}</p>}
      {send.error && <Failure error={send.error} takesFocus />}
      {rows && (
        <TableWithFile
          caption={t('staff.money.statements.rows')}
          file="statement"
          columns={COLUMNS}
          rows={rows}
          keyOf={({ line }) => String(line)}
        />
      )}
    </StaffPage>
  )
}

const KINDS: Readonly<Record<Row['outcome'], TagKind>> = {
  confirmed: 'good',
  known: 'plain',
  'other-sum': 'error',
  unknown: 'warning',
  unreadable: 'error',
}

const COLUMNS: readonly Column<Row>[] = [
  { key: 'line', text: ({ line }) => line, header: 'staff.money.statements.line', isNumber: true },
  { key: 'utr', text: ({ utr }) => utr, header: 'staff.money.statements.utr' },
  {
    key: 'outcome',
    text: ({ outcome }) => outcome,
    header: 'staff.money.column.state',
    draw: ({ outcome }, { t }) => <Tag kind={KINDS[outcome]}>{t(`staff.money.statements.outcome.${outcome}`)}</Tag>,
  },
]
