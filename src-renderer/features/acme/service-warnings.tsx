import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { AcmeWarning } from '../../../src-shared/model/acme.ts'
import { acmeWarningsOf } from '../../../src-shared/model/acme-warnings.ts'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import type { serviceSchema } from './service-schema.ts'

/** By what a service lets in people whom nobody here chose, and what to do about it. */
export function ServiceWarnings(props: { readonly codes: readonly AcmeWarning[] }): ReactElement | null {
  const { t } = useTranslation('acme')
  if (props.codes.length === 0) return null
  return (
    <Alert severity="warning">
      <Box sx={{ display: 'grid', gap: 2 }}>
        {props.codes.map((code) => (
          <div key={code}>{t(`weak.${code}`)}</div>
        ))}
      </Box>
    </Alert>
  )
}

/** The same for what is in the form, before it is saved. */
export function EnteredWarnings(): ReactElement | null {
  const { control } = useFormContext<z.input<typeof serviceSchema>>()
  const values = useWatch({ control })
  const profiles = useRead('profile.list', {}, { enabled: useMay('profile.read') }).data?.profiles
  const approval = profiles?.find(({ id }) => String(id) === values.profile)?.approval
  const { challenges, attestedDevices, mailUnsignedDomains, eab, preapproved } = values
  if (approval === undefined || eab === undefined || attestedDevices === undefined) return null
  const settings = { challenges: challenges ?? [], attestedDevices, mailUnsignedDomains: mailUnsignedDomains ?? [] }
  return <ServiceWarnings codes={acmeWarningsOf({ settings, eab, approvedNames: preapproved ?? [], approval })} />
}
