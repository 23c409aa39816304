// Opens many sessions from a file.
import { postVaccinationSessions } from '../../../api/limits/post-vaccination-sessions.ts'
import { addDays, today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount } from '../../../session/session.ts'
import { Import } from '../../importing/Import.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'
import { SESSION_COLUMNS, SESSION_MORE_COLUMNS, toSessionRow } from './session-rows.ts'

export default function SessionsBulkPage() {
  const { t } = useText()
  const { facilityId } = useAccount()
  const example = [
    ...[facilityId ?? '018f6f2e-1c9a-8000-8abc-def012345678', addDays(today(), 7), 'COVAXIN', '1', '50'],
    ...['09:00-11:00 11:00-13:00', '18', '', '0', ''],
  ]
  return (
    <StaffPage title={t('staff.bulk.title')}>
      <p>
        {t('staff.bulk.what')} {t(facilityId === undefined ? 'staff.bulk.whereId' : 'staff.bulk.ownId')}
      </p>
      <Import
        operation="POST /v1/vaccination/sessions"
        limits={postVaccinationSessions}
        name="sessions"
        needed={SESSION_COLUMNS}
        columns={[...SESSION_COLUMNS, ...SESSION_MORE_COLUMNS]}
        example={example}
        toRow={toSessionRow}
        made={facilityId === undefined ? undefined : { href: '/staff/sessions', text: t('staff.bulk.openSessions') }}
      />
    </StaffPage>
  )
}
