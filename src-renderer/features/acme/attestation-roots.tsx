import Box from '@mui/material/Box'
import FormHelperText from '@mui/material/FormHelperText'
import FormLabel from '@mui/material/FormLabel'
import Typography from '@mui/material/Typography'
import { useId, type ReactElement } from 'react'
import { useController } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { CertificateDrop } from '../../ui/certificate/certificate-drop.tsx'
import { CertificateList } from '../../ui/certificate/certificate-list.tsx'
import { withMore, without } from '../../ui/certificate/certificates-in.ts'
import { messageIn } from '../../ui/form/chips-input.tsx'
import type { serviceSchema } from './service-schema.ts'

/** Roots beside those of the makers at which an attestation may end. */
export function AttestationRoots(): ReactElement {
  const { t } = useTranslation('acme')
  const titleId = useId()
  const { field, fieldState } = useController<z.input<typeof serviceSchema>, 'attestationRoots'>({
    name: 'attestationRoots'
  })
  const roots = field.value
  const problem = messageIn(fieldState.error)
  return (
    <Box role="group" aria-labelledby={titleId} sx={{ display: 'grid', gap: 3 }}>
      <Box>
        <FormLabel id={titleId} error={problem !== undefined} sx={{ fontSize: 13 }}>
          {t('field.attestationRoots')}
        </FormLabel>
        <Typography variant="body2" color="textSecondary">
          {t('field.attestationRootsHelp')}
        </Typography>
      </Box>
      {roots.length === 0 ? (
        <Typography variant="body2">{t('field.attestationRootsNone')}</Typography>
      ) : (
        <CertificateList
          label={t('field.attestationRoots')}
          certificates={roots}
          onRemove={({ pem }) => {
            field.onChange(without(roots, pem))
          }}
        />
      )}
      {problem !== undefined && <FormHelperText error>{problem}</FormHelperText>}
      <CertificateDrop
        label={t('field.attestationRootsAdd')}
        onFound={(found) => {
          field.onChange(withMore(roots, found))
        }}
      />
    </Box>
  )
}
