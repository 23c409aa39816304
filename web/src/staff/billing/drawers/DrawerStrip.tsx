// The cash of the own drawer at the top of the counter; without a drawer no cash can be taken, and one can be opened.
import { useState } from 'react'
import { Link } from 'wouter'
import { useText } from '../../../i18n/language.ts'
import { useMay } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../shell/Dialog.tsx'
import { useOpenDrawers } from './drawer.ts'
import { OpenForm } from './OpenForm.tsx'

export function DrawerStrip() {
  const { t, format } = useText()
  const mayKeep = useMay('drawer.keep')
  const { data, own } = useOpenDrawers()
  const [isOpening, setOpening] = useState(false)
  if (!data || !mayKeep) return null
  return (
    <section className="drawer-strip" aria-label={t('staff.money.drawers.own')}>
      {own ? (
        <dl className="pay-sums">
          <div>
            <dt>{t('staff.money.drawers.counter')}</dt>
            <dd>{own.counter}</dd>
          </div>
          <div>
            <dt>{t('staff.money.drawers.cash')}</dt>
            <dd>{format.money(own.expectedPaise)}</dd>
          </div>
          <div>
            <dt>{t('staff.money.drawers.since')}</dt>
            <dd>{format.time(own.openedAt)}</dd>
          </div>
        </dl>
      ) : (
        <p>{t('staff.money.drawers.none')}</p>
      )}
      {own?.status === 'COUNTED' && <p>{t('staff.money.drawers.countedNote')}</p>}
      {own ? (
        <Link className="button button-quiet" href="/staff/billing/drawers">
          {t('staff.money.drawers.close')}
        </Link>
      ) : (
        <Button kind="tint" onClick={() => setOpening(true)}>
          {t('staff.money.drawers.open')}
        </Button>
      )}
      <Dialog title={t('staff.money.drawers.open')} isOpen={isOpening} onClose={() => setOpening(false)}>
        <OpenForm onDone={() => setOpening(false)} />
      </Dialog>
    </section>
  )
}
