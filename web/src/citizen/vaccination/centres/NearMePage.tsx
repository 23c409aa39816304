// Search around the person's position: the browser asks for permission, and the page uses only a rough position.
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { href } from '../../../address.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Page } from '../../../ui/Page.tsx'

/** About a kilometre: enough to find centres, too little to find a house. */
const DECIMALS = 2
const TIME_LIMIT_MS = 15_000

type State = 'asked' | 'refused' | 'failed'

export default function NearMePage() {
  const { t } = useText()
  const [, go] = useLocation()
  const [state, setState] = useState<State>()

  const locate = (): void => {
    setState('asked')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const near = `${coords.latitude.toFixed(DECIMALS)},${coords.longitude.toFixed(DECIMALS)}`
        go(href('/centres', { near, radiusKm: 25 }))
      },
      (error) => setState(error.code === error.PERMISSION_DENIED ? 'refused' : 'failed'),
      { timeout: TIME_LIMIT_MS, maximumAge: 600_000 },
    )
  }

  return (
    <Page title={t('centres.nearMe.title')} back="/">
      <p>{t('centres.nearMe.text')}</p>
      {(state === 'refused' || state === 'failed') && (
        <Notice key={state} kind="warning" title={t(`centres.nearMe.${state}`)} takesFocus>
          <p>
            <Link href="/">{t('centres.nearMe.byPin')}</Link>
          </p>
        </Notice>
      )}
      <Button onClick={locate}>{t('centres.nearMe.button')}</Button>
      <p role="status">{state === 'asked' && t('centres.nearMe.asked')}</p>
    </Page>
  )
}
