// The work of a pharmacy: what can be handed over, what waits for its payment, and the open prescriptions.
import '../../inventory/inventory.css'
import '../../shell/home/home.css'
import './dispensing.css'
import { useText } from '../../../i18n/language.ts'
import { ButtonLink } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'
import { InPharmacy } from './InPharmacy.tsx'
import { Work } from './Work.tsx'

export default function WorkPage() {
  const { t } = useText()
  return (
    <StaffPage
      title={t('staff.dispensing.title')}
      actions={
        <div className="list-actions no-print">
          <ButtonLink kind="quiet" href="/staff/dispensing/sale">
            <Icon name="plus" />
            {t('staff.dispensing.sale.title')}
          </ButtonLink>
        </div>
      }
    >
      <InPharmacy>{(pharmacy) => <Work key={pharmacy.storeId} pharmacy={pharmacy} />}</InPharmacy>
    </StaffPage>
  )
}
