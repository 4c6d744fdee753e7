import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeviceProtocol } from '../../../src-shared/api/devices.ts'
import { Section } from '../layout/section.tsx'
import { ChainButtons } from '../services/chain-buttons.tsx'
import { useChainOf } from '../services/use-chain.ts'
import { kindsFor, type DeviceKindId } from './device-kinds.ts'
import { RecipeParts } from './recipe-parts.tsx'

/** Where a service is, as recipes need it. */
export interface RecipeService {
  readonly protocol: DeviceProtocol
  readonly profileId: number
  readonly address: string | null
  readonly path: string
  readonly fingerprint: string | null
  readonly page: { readonly address: string; readonly user: string } | null
}

/** Ready recipes for the devices that speak the protocol of a service, with its address filled in. */
export function RecipeTab(props: { readonly service: RecipeService }): ReactElement {
  const { t } = useTranslation('device-services')
  const { service } = props
  const kinds = kindsFor(service.protocol)
  const [kind, setKind] = useState<DeviceKindId>(kinds[0] ?? 'curl')
  const [host, setHost] = useState('device-1.example.org')
  const chain = useChainOf(service.profileId)
  return (
    <Section title={t('recipe.title')} lead={t('recipe.lead')} aside={<ChainButtons profileId={service.profileId} />}>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 4 }}>
        {service.address === null && <Alert severity="warning">{t('recipe.unreachable')}</Alert>}
        <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 4, maxWidth: 720 }}>
          <TextField
            select
            label={t('recipe.device')}
            value={kind}
            helperText={t(`kind.${kind}.hint`)}
            onChange={({ target }) => {
              setKind(kinds.find((id) => id === target.value) ?? kind)
            }}
          >
            {kinds.map((id) => (
              <MenuItem key={id} value={id}>
                {t(`kind.${id}.name`)}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            label={t('recipe.host')}
            value={host}
            onChange={({ target }) => {
              setHost(target.value)
            }}
          />
        </Box>
        <RecipeParts
          kind={kind}
          protocol={service.protocol}
          values={{
            address: addressOf(service),
            host: host.trim() === '' ? 'device-1.example.org' : host.trim(),
            secret: t('recipe.secretPlace'),
            user: t(service.protocol === 'cmp' ? 'recipe.referencePlace' : 'recipe.userPlace'),
            issuer: chain?.subject ?? 'CN=Issuing',
            fingerprint: service.fingerprint,
            page: service.page
          }}
        />
      </Box>
    </Section>
  )
}

/** @returns the address of a service, or an example of it where nobody reaches it yet */
export function addressOf(service: Pick<RecipeService, 'address' | 'path' | 'protocol'>): string {
  return service.address ?? `${service.protocol === 'est' ? 'https' : 'http'}://pki.example.org${service.path}`
}
