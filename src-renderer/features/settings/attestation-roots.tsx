import Delete from '@mui/icons-material/DeleteOutlined'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import { useMutation } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../src-shared/api/index.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { call } from '../../client.ts'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { FileDrop } from '../../ui/form/file-drop.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'

interface Root {
  readonly pem: string
  readonly subject: string
  readonly sha256: string
  readonly notAfter: number
}

/** Roots of one's own at which the attestation of a key on a YubiKey may end. */
export function AttestationRoots(props: { readonly roots: readonly string[] }): ReactElement {
  const { t } = useTranslation('settings')
  const toast = useToast()
  const mayEdit = useMay('settings.edit')
  const [leaving, setLeaving] = useState<Root | null>(null)
  const update = useCommand('settings.update')
  const add = useMutation({
    mutationFn: async (content: string) => {
      const found = await rootsIn(content)
      if (found.length === 0) throw new ChanceryError('invalid-input', t('attestation.noCertificate'))
      const fresh = found.map(({ pem }) => pem).filter((pem) => props.roots.every((known) => !samePem(known, pem)))
      return call('settings.update', { settings: { attestationRoots: [...props.roots, ...fresh] } })
    },
    onSuccess: () => {
      toast({ tone: 'success', text: t('saved') })
    }
  })
  return (
    <Section title={t('attestation.title')} lead={t('attestation.lead')}>
      <Box sx={{ display: 'grid', gap: 4 }}>
        {props.roots.length === 0 ? (
          <Typography variant="body2">{t('attestation.none')}</Typography>
        ) : (
          <RootTable roots={props.roots} {...(mayEdit ? { onRemove: setLeaving } : {})} />
        )}
        {mayEdit && (
          <FileDrop
            label={t('attestation.add')}
            accept=".pem,.crt,.cer,.der"
            onFile={({ content }) => {
              add.mutate(content)
            }}
          />
        )}
        <ErrorView error={add.error} />
      </Box>
      <ConfirmDialog
        open={leaving !== null}
        title={t('attestation.remove', { subject: leaving?.subject ?? '' })}
        consequence={t('attestation.consequence')}
        confirmLabel={t('attestation.removeAction')}
        busy={update.isPending}
        error={update.error}
        onClose={() => {
          setLeaving(null)
        }}
        onConfirm={() => {
          update.mutate(
            { settings: { attestationRoots: props.roots.filter((pem) => !samePem(pem, leaving?.pem ?? '')) } },
            {
              onSuccess: () => {
                setLeaving(null)
                toast({ tone: 'success', text: t('saved') })
              }
            }
          )
        }}
      />
    </Section>
  )
}

function RootTable(props: {
  readonly roots: readonly string[]
  readonly onRemove?: (root: Root) => void
}): ReactElement {
  const { t } = useTranslation('settings')
  const { onRemove } = props
  const read = useRead('viewer.decode', { content: props.roots.map((pem) => pem.trim()).join('\n') })
  if (read.data === undefined) return <ErrorView error={read.error} onRetry={() => void read.refetch()} />
  return (
    <QuietTable
      label={t('attestation.title')}
      head={[t('attestation.subject'), t('attestation.notAfter'), '']}
      rows={certificatesOf(read.data).map((root) => ({
        key: root.sha256,
        cells: [
          <Box key="subject" sx={{ display: 'grid', gap: 1, minWidth: 0 }}>
            <Typography variant="body2" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
              {root.subject}
            </Typography>
            <Mono value={root.sha256} />
          </Box>,
          <TimeText key="end" at={root.notAfter} precision="day" short />,
          onRemove !== undefined && (
            <IconButton
              key="remove"
              size="small"
              aria-label={t('attestation.remove', { subject: root.subject })}
              onClick={() => {
                onRemove(root)
              }}
            >
              <Delete fontSize="small" />
            </IconButton>
          )
        ]
      }))}
    />
  )
}

async function rootsIn(content: string): Promise<readonly Root[]> {
  return certificatesOf(await call('viewer.decode', { content }))
}

function certificatesOf({ objects }: Pick<Output<'viewer.decode'>, 'objects'>): readonly Root[] {
  return objects.flatMap(({ certificate, pem }) =>
    certificate === undefined || pem === null
      ? []
      : [
          {
            pem: pem.trim(),
            subject: certificate.subject,
            sha256: certificate.fingerprints.sha256,
            notAfter: certificate.notAfter
          }
        ]
  )
}

const withoutBlanks = (pem: string): string => pem.replace(/\s+/g, '')
const samePem = (a: string, b: string): boolean => withoutBlanks(a) === withoutBlanks(b)
