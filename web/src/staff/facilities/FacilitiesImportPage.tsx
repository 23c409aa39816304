// Adds many facilities from a file.
import { postFacilities } from '../../api/limits/post-facilities.ts'
import { useText } from '../../i18n/language.ts'
import { Import } from '../importing/Import.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { FACILITY_COLUMNS, toFacilityRow } from './facility-rows.ts'

const EXAMPLE = ['Janpath Health Centre', 'hospital vaccination-centre', '12 Janpath', '110001', '28.6219', '77.2189']

export default function FacilitiesImportPage() {
  const { t } = useText()
  return (
    <StaffPage title={t('staff.facilities.importTitle')} back="/staff/facilities">
      <Import
        operation="POST /v1/facilities"
        limits={postFacilities}
        name="facilities"
        needed={FACILITY_COLUMNS.slice(0, 4)}
        columns={FACILITY_COLUMNS}
        example={EXAMPLE}
        toRow={toFacilityRow}
        made={{ href: '/staff/facilities', text: t('staff.facilities.openAll') }}
      />
    </StaffPage>
  )
}
