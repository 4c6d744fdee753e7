import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { Section } from '../../ui/layout/section.tsx'
import { exampleHost } from './recipes.ts'
import { RecipeView } from './recipe-view.tsx'
import { RootButton } from './root-button.tsx'
import type { TabProps } from './service-page.tsx'
import { useRootOf } from './use-root.ts'

/** Ready commands for the clients that people run, with the names of this service filled in; for phones a link. */
export function RecipesTab({ service }: TabProps): ReactElement {
  const { t } = useTranslation('acme')
  const { attestationFormats, challenges } = service.settings
  const phones = attestationFormats.includes('apple')
  // Clients that certify hosts get nothing of a service that proves none.
  const hosts = !phones || service.approvedNames.length > 0 || challenges.some((type) => type !== 'device-attest-01')
  return (
    <>
      {phones && (
        <Alert
          severity="info"
          action={
            <Button component={RouterLink} to="/enrolment-links/new">
              {t('recipes.link')}
            </Button>
          }
        >
          {t('recipes.phones')}
        </Alert>
      )}
      {hosts && <HostRecipes service={service} />}
    </>
  )
}

function HostRecipes({ service }: TabProps): ReactElement {
  const { t } = useTranslation('acme')
  const [host, setHost] = useState(() => exampleHost(service.approvedNames))
  const [email, setEmail] = useState('admin@example.org')
  const root = useRootOf(service.profileId)
  return (
    <>
      {service.directory === null && <Alert severity="warning">{t('recipes.unreachable')}</Alert>}
      <Section title={t('recipes.title')} lead={t('recipes.lead')} aside={<RootButton service={service} />}>
        <Box sx={{ display: 'grid', gap: 4, minWidth: 0 }}>
          <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 4, maxWidth: 720 }}>
            <TextField
              label={t('recipes.host')}
              value={host}
              onChange={({ target }) => {
                setHost(target.value)
              }}
            />
            <TextField
              label={t('recipes.email')}
              value={email}
              onChange={({ target }) => {
                setEmail(target.value)
              }}
            />
          </Box>
          {service.eab !== 'none' && <Alert severity="info">{t('recipes.eabHint')}</Alert>}
          <RecipeView
            values={{
              directory: service.directory ?? `https://acme.example.org${service.path}`,
              host: host.trim() === '' ? exampleHost(service.approvedNames) : host.trim(),
              email: email.trim() === '' ? 'admin@example.org' : email.trim(),
              eab: service.eab === 'none' ? null : { keyId: t('recipes.keyId'), hmacKey: t('recipes.hmacKey') },
              root
            }}
          />
        </Box>
      </Section>
    </>
  )
}
