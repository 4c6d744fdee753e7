import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { ChainButtons } from '../services/chain-buttons.tsx'
import { useChainOf } from '../services/use-chain.ts'
import type { DeviceKindId } from './device-kinds.ts'
import type { Granted, GrantingService } from './grant.ts'
import { OncePanel } from './once-panel.tsx'
import { RecipeParts } from './recipe-parts.tsx'
import { addressOf } from './recipe-tab.tsx'

/** What a device was given, shown once: values, QR code, and the recipe with all of it filled in. */
export function GrantedPanel(props: {
  readonly service: GrantingService
  readonly granted: Granted
  /** Left out where the device is not known. */
  readonly kind?: DeviceKindId | undefined
  readonly host: string
  readonly onKept: () => void
}): ReactElement {
  const { t } = useTranslation('device-services')
  const { service, granted, kind, host } = props
  const chain = useChainOf(service.profileId)
  const { protocol } = service
  const page = granted.values.find(({ label }) => label === t('once.page'))
  return (
    <OncePanel
      values={granted.values}
      secret={granted.secret}
      fileName={`${service.name}-${host}.txt`}
      onKept={props.onKept}
    >
      <Box sx={{ display: 'grid', gap: 2 }}>
        <Typography variant="body2" color="textSecondary">
          {t('recipe.trust')}
        </Typography>
        <ChainButtons profileId={service.profileId} />
      </Box>
      {kind !== undefined && protocol !== 'acme' && (
        <RecipeParts
          kind={kind}
          protocol={protocol}
          values={{
            address: addressOf({ address: service.address, path: service.path, protocol }),
            host,
            secret: granted.secret ?? t('recipe.secretPlace'),
            user: granted.user,
            issuer: chain?.subject ?? 'CN=Issuing',
            fingerprint: null,
            page: page === undefined ? null : { address: page.value, user: granted.user }
          }}
        />
      )}
    </OncePanel>
  )
}
