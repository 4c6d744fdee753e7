import AccountTree from '@mui/icons-material/AccountTreeOutlined'
import Add from '@mui/icons-material/AddOutlined'
import Save from '@mui/icons-material/SaveAltOutlined'
import Upload from '@mui/icons-material/DriveFileMoveOutlined'
import Alert from '@mui/material/Alert'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import type { YubiKeySlot, YubiKeyView } from '../../../src-shared/model/yubikey-views.ts'
import { call } from '../../client.ts'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { useActions } from '../../ui/action/action-registry.tsx'
import type { Action } from '../../ui/action/action.ts'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { LinkFor } from '../../ui/display/link-for.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useSave } from '../../ui/files/use-save.ts'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { AttestationChip, AttestationView } from './attestation-view.tsx'
import { authorityAddress, isSlot, isUsed, pkcs11Label, slotWords } from './slot-words.ts'
import { WriteDialog } from './write-dialog.tsx'

/** One slot: its key, the proof of where it was made, its certificate. */
export function SlotPage(): ReactElement {
  const { t } = useTranslation('yubikeys')
  const params = useParams()
  const serial = Number(params['serial'])
  const wanted = params['slot']
  const read = useRead('yubikey.show', { serial })
  const slot = read.data?.yubiKey.slots.find((one) => one.slot === wanted)
  if (read.data !== undefined && slot !== undefined)
    return <LoadedPage key={`${serial} ${slot.slot}`} yubiKey={read.data.yubiKey} slot={slot} />
  return (
    <Page title={isSlot(wanted) ? t('keys.place', { serial, slot: wanted }) : t('one', { serial })}>
      {read.error === null && read.data === undefined ? (
        <Skeleton variant="rounded" height={320} />
      ) : (
        <ErrorView error={read.error} onRetry={() => void read.refetch()} />
      )}
    </Page>
  )
}

function LoadedPage(props: { readonly yubiKey: YubiKeyView; readonly slot: YubiKeySlot }): ReactElement {
  const { t } = useTranslation('yubikeys')
  const { yubiKey, slot } = props
  const [writing, setWriting] = useState(false)
  const actions = useSlotActions(yubiKey, slot, () => {
    setWriting(true)
  })
  const { key, record } = slot
  const attestation = record?.attestation ?? null
  return (
    <Page
      title={t('keys.place', { serial: yubiKey.serial, slot: slot.slot })}
      lead={slotWords(t, slot.slot)}
      actions={actions}
    >
      {record?.origin === 'imported' && (
        <Alert severity="warning" variant="outlined">
          {t('warning')}
        </Alert>
      )}
      {isUsed(slot) ? (
        <>
          {key !== null && <KeyFacts slot={slot} />}
          {key !== null && record?.origin !== 'imported' && (
            <Section title={t('attestation.title')} aside={<AttestationChip attestation={attestation} />}>
              <AttestationView attestation={attestation} />
            </Section>
          )}
          <CertificateFacts slot={slot} />
        </>
      ) : (
        <Typography color="textSecondary">{t('facts.empty')}</Typography>
      )}
      {writing && (
        <WriteDialog
          // What is proposed follows the authority, which may be known a moment later than the slot.
          key={record?.authority?.id ?? 0}
          yubiKey={yubiKey}
          slot={slot}
          onClose={() => {
            setWriting(false)
          }}
        />
      )}
    </Page>
  )
}

function useSlotActions(yubiKey: YubiKeyView, slot: YubiKeySlot, write: () => void): readonly Action[] {
  const { t } = useTranslation('yubikeys')
  const navigate = useNavigate()
  const { save } = useSave()
  const [mayManage, mayCreate] = [useMay('token.manage'), useMay('authority.create')]
  const actions = useMemo<readonly Action[]>(() => {
    const serial = yubiKey.serial ?? 0
    const { key, record } = slot
    if (key === null && slot.certificate === null)
      return mayManage
        ? [
            {
              id: 'slot.new-key',
              label: t('action.newKey'),
              icon: Add,
              tone: 'primary',
              run: () => void navigate(`/yubikeys/${serial}/new?slot=${slot.slot}`)
            }
          ]
        : []
    const wantsCertificate = record?.authority != null && slot.certificate === null
    return [
      ...(mayCreate && record !== null && record.use === 'authority' && record.authority === null
        ? [
            {
              id: 'slot.authority',
              label: t('action.authority'),
              icon: AccountTree,
              tone: 'primary' as const,
              run: () => void navigate(authorityAddress(serial, slot.slot))
            }
          ]
        : []),
      ...(mayManage
        ? [
            {
              id: 'slot.write',
              label: t('action.write'),
              icon: Upload,
              ...(wantsCertificate ? { tone: 'primary' as const } : {}),
              run: write
            }
          ]
        : []),
      ...(key?.origin === 'generated'
        ? [
            {
              id: 'slot.attest',
              label: t('action.attest'),
              icon: Save,
              run: () => {
                save(async () => (await call('yubikey.attest', { serial, slot: slot.slot })).file)
              }
            }
          ]
        : [])
    ]
  }, [t, yubiKey, slot, mayManage, mayCreate, navigate, save, write])
  useActions(actions)
  return actions
}

function KeyFacts({ slot }: { readonly slot: YubiKeySlot }): ReactElement {
  const { t } = useTranslation('yubikeys')
  const { key, record } = slot
  const origin = record?.origin ?? key?.origin ?? null
  return (
    <Section title={t('facts.title')}>
      <DefinitionList
        termWidth={200}
        items={[
          { term: t('facts.algorithm'), value: key?.algorithm },
          {
            term: t('facts.policies'),
            value: [
              ...(key?.pinPolicy == null ? [] : [t(`pinPolicy.${key.pinPolicy}`)]),
              ...(key?.touchPolicy == null ? [] : [t(`touchPolicy.${key.touchPolicy}`)])
            ].join(', ')
          },
          { term: t('facts.origin'), value: origin === null ? null : t(`origin.${origin}`) },
          {
            term: t('facts.authority'),
            value:
              record?.authority == null ? null : (
                <LinkFor may="authority.read" to={`/authorities/${record.authority.id}`}>
                  {record.authority.name}
                </LinkFor>
              )
          },
          {
            term: t('facts.alsoOn'),
            value: record?.alsoOn.map((place) => t('keys.place', place)).join('; ')
          },
          { term: t('facts.spki'), value: key?.spkiSha256 == null ? null : <Mono value={key.spkiSha256} /> },
          { term: t('facts.pkcs11'), value: pkcs11Label(slot.slot) }
        ]}
      />
    </Section>
  )
}

function CertificateFacts({ slot: { certificate } }: { readonly slot: YubiKeySlot }): ReactElement {
  const { t } = useTranslation('yubikeys')
  return (
    <Section title={t('certificate.title')}>
      {certificate === null ? (
        <Typography color="textSecondary">{t('certificate.none')}</Typography>
      ) : (
        <>
          {certificate.fitsKey === false && (
            <Alert severity="warning" variant="outlined" sx={{ mb: 3 }}>
              {t('certificate.misfit')}
            </Alert>
          )}
          <DefinitionList
            termWidth={200}
            items={[
              { term: t('certificate.subject'), value: certificate.subject },
              { term: t('certificate.issuer'), value: certificate.issuer },
              { term: t('certificate.notAfter'), value: <TimeText at={certificate.notAfter} /> }
            ]}
          />
        </>
      )}
    </Section>
  )
}
