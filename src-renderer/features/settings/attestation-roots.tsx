import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { CertificateDrop } from '../../ui/certificate/certificate-drop.tsx'
import { CertificateList } from '../../ui/certificate/certificate-list.tsx'
import { withMore, without, type ListedCertificate } from '../../ui/certificate/certificates-in.ts'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'

/** Roots of one's own at which the attestation of a key on a YubiKey may end. */
export function AttestationRoots(props: { readonly roots: readonly string[] }): ReactElement {
  const { t } = useTranslation('settings')
  const toast = useToast()
  const mayEdit = useMay('settings.edit')
  const [leaving, setLeaving] = useState<ListedCertificate | null>(null)
  const add = useCommand('settings.update')
  const remove = useCommand('settings.update')
  const saved = (): void => {
    toast({ tone: 'success', text: t('saved') })
  }
  return (
    <Section title={t('attestation.title')} lead={t('attestation.lead')}>
      <Box sx={{ display: 'grid', gap: 4 }}>
        {props.roots.length === 0 ? (
          <Typography variant="body2">{t('attestation.none')}</Typography>
        ) : (
          <CertificateList
            label={t('attestation.title')}
            certificates={props.roots}
            {...(mayEdit ? { onRemove: setLeaving } : {})}
          />
        )}
        {mayEdit && (
          <CertificateDrop
            label={t('attestation.add')}
            onFound={(found) => {
              add.mutate({ settings: { attestationRoots: withMore(props.roots, found) } }, { onSuccess: saved })
            }}
          />
        )}
        <ErrorView error={add.error} />
      </Box>
      <ConfirmDialog
        open={leaving !== null}
        title={t('ui:certificates.remove', { subject: leaving?.subject ?? '' })}
        consequence={t('attestation.consequence')}
        confirmLabel={t('attestation.removeAction')}
        busy={remove.isPending}
        error={remove.error}
        onClose={() => {
          setLeaving(null)
        }}
        onConfirm={() => {
          remove.mutate(
            { settings: { attestationRoots: without(props.roots, leaving?.pem ?? '') } },
            {
              onSuccess: () => {
                setLeaving(null)
                saved()
              }
            }
          )
        }}
      />
    </Section>
  )
}
