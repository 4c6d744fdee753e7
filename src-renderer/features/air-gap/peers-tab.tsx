import Key from '@mui/icons-material/VpnKeyOutlined'
import Box from '@mui/material/Box'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { AirGapPeer } from '../../../src-shared/api/air-gap.ts'
import { objectName } from '../../../src-shared/model/scalars.ts'
import { call } from '../../client.ts'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ActionButton } from '../../ui/action/action-button.tsx'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { FormDialog } from '../../ui/dialog/form-dialog.tsx'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useSave } from '../../ui/files/use-save.ts'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { FingerprintWords } from './fingerprint-words.tsx'
import { PairDialog } from './pair-dialog.tsx'

/** Who this installation is, and with whom it is paired. */
export function PeersTab(): ReactElement {
  const { t } = useTranslation('air-gap')
  const toast = useToast()
  const read = useRead('bundle.overview', {})
  const unpair = useCommand('bundle.unpair')
  const mayEdit = useMay('authority.edit')
  const mayPair = useMay('settings.edit')
  const { save } = useSave()
  const [open, setOpen] = useState<'name' | 'pair' | AirGapPeer | null>(null)
  const close = (): void => {
    setOpen(null)
  }
  if (read.error !== null) return <ErrorView error={read.error} onRetry={() => void read.refetch()} />
  const identity = read.data?.identity ?? null
  const peers = read.data?.peers ?? []
  return (
    <>
      <Section
        title={t('peers.own')}
        lead={t('peers.ownLead')}
        aside={
          identity !== null &&
          mayEdit && (
            <ActionButton
              size="small"
              action={{
                id: 'bundle.identity',
                label: t('peers.save'),
                run: () => {
                  save(async () => (await call('bundle.identity', {})).file)
                }
              }}
            />
          )
        }
      >
        {identity === null ? (
          <EmptyState
            icon={Key}
            title={t('peers.name')}
            text={t('peers.nameHelp')}
            action={
              mayEdit
                ? {
                    id: 'bundle.identity',
                    label: t('peers.make'),
                    run: () => {
                      setOpen('name')
                    }
                  }
                : undefined
            }
          />
        ) : (
          <Box sx={{ display: 'grid', gap: 3 }}>
            <strong>{identity.name}</strong>
            <FingerprintWords label={t('pair.words')} words={identity.words} hex={identity.fingerprint} />
          </Box>
        )}
      </Section>
      <Section
        title={t('peers.title')}
        flush
        aside={
          mayPair &&
          identity !== null && (
            <ActionButton
              size="small"
              action={{
                id: 'bundle.pair',
                label: t('peers.pair'),
                tone: 'primary',
                run: () => {
                  setOpen('pair')
                }
              }}
            />
          )
        }
      >
        {peers.length === 0 ? (
          <EmptyState title={t('peers.none')} text={t('peers.noneText')} />
        ) : (
          <QuietTable
            label={t('peers.title')}
            head={[
              t('exchange.peer'),
              t('peers.fingerprint'),
              t('peers.since'),
              t('peers.sent'),
              t('peers.accepted'),
              ''
            ]}
            rows={peers.map((peer) => ({
              key: peer.id,
              cells: [
                peer.name,
                <Mono key="fingerprint" value={peer.fingerprint} short={16} />,
                <TimeText key="since" at={peer.createdAt} precision="day" short />,
                peer.lastSent,
                peer.lastAccepted,
                mayPair ? (
                  <ActionButton
                    key="unpair"
                    size="small"
                    action={{
                      id: 'bundle.unpair',
                      label: t('peers.unpair'),
                      run: () => {
                        setOpen(peer)
                      }
                    }}
                  />
                ) : (
                  ''
                )
              ]
            }))}
          />
        )}
      </Section>
      {open === 'name' && <NameDialog onClose={close} />}
      {open === 'pair' && <PairDialog onClose={close} />}
      {open !== null && typeof open === 'object' && (
        <ConfirmDialog
          open
          title={t('peers.unpair')}
          consequence={t('peers.unpairText', { name: open.name })}
          confirmLabel={t('peers.unpair')}
          danger
          busy={unpair.isPending}
          error={unpair.error}
          onClose={close}
          onConfirm={() => {
            unpair.mutate(
              { peer: open.id },
              {
                onSuccess: () => {
                  toast({ tone: 'success', text: t('peers.gone', { name: open.name }) })
                  close()
                }
              }
            )
          }}
        />
      )}
    </>
  )
}

function NameDialog(props: { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('air-gap')
  const make = useCommand('bundle.identity')
  const form = useSchemaForm(z.object({ name: objectName }), { name: '' })
  return (
    <FormDialog
      title={t('peers.make')}
      form={form}
      error={make.error}
      busy={make.isPending}
      action={t('peers.make')}
      onClose={props.onClose}
      onSubmit={(values) => {
        make.mutate(values, { onSuccess: props.onClose })
      }}
    >
      <TextInput name="name" label={t('peers.name')} help={t('peers.nameHelp')} required autoFocus />
    </FormDialog>
  )
}
