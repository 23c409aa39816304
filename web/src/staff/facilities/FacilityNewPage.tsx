// Adds a facility: a district officer in their own district, a national administrator in any district.
import { useLocation } from 'wouter'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { say } from '../shell/Said.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { FacilityForm } from './FacilityForm.tsx'

export default function FacilityNewPage() {
  const { t } = useText()
  const [, go] = useLocation()
  const send = useSend('POST /v1/facilities')
  return (
    <StaffPage title={t('staff.facilities.addTitle')} back="/staff/facilities">
      <div className="page">
        <FacilityForm
          onSubmit={async (body) => {
            const { facilityId } = await send.mutateAsync({ body })
            say({ text: t('staff.facilities.saved'), detail: body.name })
            go(`/staff/facilities/${facilityId}`)
          }}
        />
      </div>
    </StaffPage>
  )
}
