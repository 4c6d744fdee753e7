import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { deviceKindOf } from '../../ui/device-services/device-kinds.ts'
import { GrantedPanel } from '../../ui/device-services/granted-panel.tsx'
import { useGrant, type Granted, type GrantingService } from '../../ui/device-services/grant.ts'
import { RecipeParts } from '../../ui/device-services/recipe-parts.tsx'
import { addressOf } from '../../ui/device-services/recipe-tab.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { ChainButtons } from '../../ui/services/chain-buttons.tsx'
import { useChainOf } from '../../ui/services/use-chain.ts'
import { HttpsDialog } from '../../ui/serving/https-dialog.tsx'
import type { SetupValues } from './setup-schema.ts'

/** What was made, what is still missing, the first device's secret, and the recipe with everything filled in. */
export function SetupMade(props: { readonly service: GrantingService; readonly values: SetupValues }): ReactElement {
  const { t } = useTranslation('services')
  const navigate = useNavigate()
  const { values } = props
  const { protocol } = values
  const status = useRead('system.status', {})
  const maySet = useMay('settings.edit')
  // The address is known once something listens: it is read again then.
  const scep = useRead('scep.show', { service: props.service.id }, { enabled: protocol === 'scep' })
  const est = useRead('est.show', { service: props.service.id }, { enabled: protocol === 'est' })
  const cmp = useRead('cmp.show', { service: props.service.id }, { enabled: protocol === 'cmp' })
  const now = { scep: scep.data, est: est.data, cmp: cmp.data }[protocol]?.service
  const service: GrantingService = { ...props.service, address: now?.address ?? props.service.address }
  const kind = deviceKindOf(values.device)
  const chain = useChainOf(service.profileId)
  const [host, setHost] = useState('device-1.example.org')
  const [serving, setServing] = useState(false)
  const [granted, setGranted] = useState<Granted | null>(null)
  const { grant, busy, error } = useGrant()
  const secure = status.data?.listening.some((address) => address.startsWith('https:')) === true
  const missing = service.address === null || (protocol === 'est' && !secure)
  const open = (): void => {
    void navigate(`/services/${protocol}/${service.id}`)
  }
  // Nothing is given out where somebody else decides, or where a certificate is shown.
  const grants = !(
    (protocol === 'scep' && (values.method === 'external' || values.method === 'approval')) ||
    (protocol === 'est' && values.auth === 'certificate') ||
    (protocol === 'cmp' && values.protection === 'signature')
  )
  const manager = protocol === 'scep' && values.method === 'ndes'
  const words = manager ? 'page' : protocol === 'scep' ? 'challenge' : 'client'
  const trimmed = host.trim() === '' ? 'device-1.example.org' : host.trim()
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 4, maxWidth: 960 }}>
      <Section title={t('device-services:overview.address')}>
        <Box data-testid="address" sx={{ display: 'grid', gap: 3, justifyItems: 'start' }}>
          <Mono value={service.address ?? service.path} grouped={false} />
          {missing && (
            <Alert
              severity="warning"
              sx={{ width: '100%' }}
              action={
                maySet ? (
                  protocol === 'est' ? (
                    <Button
                      onClick={() => {
                        setServing(true)
                      }}
                    >
                      {t('est:missing.serve')}
                    </Button>
                  ) : (
                    <Button onClick={() => void navigate('/settings?tab=installation')}>
                      {t('scep:missing.open')}
                    </Button>
                  )
                ) : undefined
              }
            >
              {t(protocol === 'est' ? 'est:missing.https' : 'scep:missing.address')}
            </Alert>
          )}
        </Box>
      </Section>
      {granted !== null ? (
        <Section title={t('setup.first.shown')}>
          <GrantedPanel service={service} granted={granted} kind={kind} host={trimmed} onKept={open} />
        </Section>
      ) : (
        <>
          <Section
            title={t(`setup.first.${words}`)}
            lead={t(grants ? `setup.first.${words}Lead` : 'setup.first.nothing')}
          >
            <Box sx={{ display: 'grid', gap: 4 }}>
              <TextField
                label={t(manager ? 'scep:page.user' : 'device-services:recipe.host')}
                value={host}
                sx={{ maxWidth: 420 }}
                onChange={({ target }) => {
                  setHost(target.value)
                }}
              />
              {grants && (
                <Box>
                  <Button
                    variant="contained"
                    loading={busy}
                    onClick={() => {
                      const shared = values.method === 'static' && protocol === 'scep'
                      grant(
                        service,
                        {
                          name: manager ? trimmed.replaceAll(/[:\s]/g, '-') : trimmed,
                          names: shared ? [] : [trimmed],
                          commonName: protocol === 'est' || shared ? '' : trimmed.slice(0, 64),
                          organization: '',
                          minutes: null,
                          validity: ''
                        },
                        setGranted
                      )
                    }}
                  >
                    {t(`setup.first.${words}Make`)}
                  </Button>
                </Box>
              )}
              <ErrorView error={error} />
            </Box>
          </Section>
          {kind !== undefined && !manager && (
            <Section title={t('setup.recipe')} aside={<ChainButtons profileId={service.profileId} />}>
              <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 4 }}>
                <Typography variant="body2" color="textSecondary">
                  {t('device-services:recipe.trust')}
                </Typography>
                <RecipeParts
                  kind={kind}
                  protocol={protocol}
                  values={{
                    address: addressOf({ ...service, protocol }),
                    host: trimmed,
                    secret: t('device-services:recipe.secretPlace'),
                    user:
                      protocol === 'cmp'
                        ? t('device-services:recipe.referencePlace')
                        : t('device-services:recipe.userPlace'),
                    issuer: chain?.subject ?? 'CN=Issuing',
                    fingerprint: scep.data?.service.issuerFingerprint ?? null,
                    page: null
                  }}
                />
              </Box>
            </Section>
          )}
          <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
            <Button variant="outlined" onClick={open}>
              {t('setup.open')}
            </Button>
          </Box>
        </>
      )}
      {serving && (
        <HttpsDialog
          onClose={() => {
            setServing(false)
          }}
        />
      )}
    </Box>
  )
}
