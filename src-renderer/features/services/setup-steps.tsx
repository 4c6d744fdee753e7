import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeviceProtocol } from '../../../src-shared/api/devices.ts'
import { cmpProtection } from '../../../src-shared/model/cmp.ts'
import { estAuth } from '../../../src-shared/model/est.ts'
import { scepMethods, type ScepMethod } from '../../../src-shared/model/scep.ts'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { deviceKinds, type DeviceKindId } from '../../ui/device-services/device-kinds.ts'
import { NetworkFields } from '../../ui/device-services/network-fields.tsx'
import { CardChoice } from '../../ui/form/card-choice.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { SwitchInput } from '../../ui/form/switch-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { fitsProtocol, type SetupValues } from './setup-schema.ts'
import { SetupSummary } from './setup-summary.tsx'

const grid = { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 4 } as const

export function DeviceStep(props: { readonly kinds: readonly DeviceKindId[] }): ReactElement {
  const { t } = useTranslation('services')
  return (
    <CardChoice
      name="device"
      label={t('setup.step.device')}
      columns={2}
      cards={props.kinds.map((id) => ({
        value: id,
        label: t(`device-services:kind.${id}.name`),
        hint: t(`device-services:kind.${id}.hint`)
      }))}
    />
  )
}

/** What the device speaks; the first is advised, with the reason. */
export function ProtocolStep(props: { readonly device: DeviceKindId }): ReactElement {
  const { t } = useTranslation('services')
  const { protocols } = deviceKinds[props.device]
  return (
    <CardChoice
      name="protocol"
      label={t('setup.step.protocol')}
      cards={protocols.map((protocol, index) => ({
        value: protocol,
        label:
          index === 0 && protocols.length > 1
            ? t('setup.advised', { name: t(`device-services:protocol.${protocol}`) })
            : t(`device-services:protocol.${protocol}`),
        hint: t(`device-services:why.${props.device}-${protocol}`)
      }))}
    />
  )
}

/** A profile that fits, or one that is made from the starter for devices. */
export function ProfileStep(props: {
  readonly protocol: DeviceProtocol
  readonly from: 'existing' | 'new'
}): ReactElement {
  const { t } = useTranslation('services')
  const mayMake = useMay('profile.edit')
  const list = useRead('profile.list', {}, { enabled: useMay('profile.read') })
  const authorities = useRead('authority.list', {}, { enabled: useMay('authority.read') })
  const fitting = (list.data?.profiles ?? []).filter(
    ({ state, authorityName, certificateClass, keyAlgorithms }) =>
      state === 'enabled' &&
      authorityName !== null &&
      certificateClass === 'end-entity' &&
      fitsProtocol(props.protocol, keyAlgorithms)
  )
  return (
    <Box sx={grid}>
      <CardChoice
        name="profileFrom"
        label={t('setup.step.profile')}
        columns={2}
        cards={[
          { value: 'existing', label: t('setup.profile.existing'), hint: t('setup.profile.existingHint') },
          {
            value: 'new',
            label: t('setup.profile.new'),
            hint: t('setup.profile.newHint'),
            blocked: mayMake ? undefined : t('setup.profile.mayNot')
          }
        ]}
      />
      {props.from === 'existing' ? (
        <SelectInput
          name="profile"
          label={t('device-services:overview.profile')}
          help={t(list.data !== undefined && fitting.length === 0 ? 'setup.profile.none' : 'setup.profile.help')}
          required
          choices={fitting.map(({ id, name, authorityName, approval }) => ({
            value: String(id),
            label: name,
            hint: t(approval === 'auto' ? 'setup.profile.hint' : 'setup.profile.hintApproval', {
              authority: authorityName
            })
          }))}
        />
      ) : (
        <>
          <TextInput name="newName" label={t('setup.profile.name')} required />
          <SelectInput
            name="newAuthority"
            label={t('device-services:overview.authority')}
            required
            choices={(authorities.data?.authorities ?? [])
              .filter(({ state }) => state === 'active')
              .map(({ id, name, subject }) => ({ value: String(id), label: name, hint: subject }))}
          />
          <CardChoice
            name="newApproval"
            label={t('setup.profile.approval')}
            columns={3}
            cards={(['auto', 'one', 'two'] as const).map((value) => ({
              value,
              label: t(`setup.approval.${value}`),
              hint: t(`setup.approvalHint.${value}`)
            }))}
          />
        </>
      )}
    </Box>
  )
}

/** How devices show that they may ask. */
export function SecretStep(props: { readonly protocol: DeviceProtocol; readonly method: ScepMethod }): ReactElement {
  const { t } = useTranslation('services')
  const { protocol, method } = props
  if (protocol === 'est')
    return (
      <Box sx={grid}>
        <CardChoice
          name="auth"
          label={t('est:authLabel')}
          columns={2}
          cards={estAuth.options.map((value) => ({
            value,
            label: t(`est:auth.${value}.name`),
            hint: t(`est:auth.${value}.hint`)
          }))}
        />
        <SwitchInput name="isDefault" label={t('est:field.isDefault')} help={t('est:field.isDefaultHelp')} />
      </Box>
    )
  if (protocol === 'cmp')
    return (
      <CardChoice
        name="protection"
        label={t('cmp:field.protection')}
        cards={cmpProtection.options.map((value) => ({
          value,
          label: t(`cmp:protection.${value}.name`),
          hint: t(`cmp:protection.${value}.hint`)
        }))}
      />
    )
  return (
    <Box sx={grid}>
      <CardChoice
        name="method"
        label={t('scep:methods')}
        columns={2}
        cards={scepMethods.map((value) => ({
          value,
          label: t(`scep:method.${value}.name`),
          hint: t(`scep:method.${value}.hint`)
        }))}
      />
      {method === 'static' && <Alert severity="warning">{t('setup.staticWarning')}</Alert>}
      {method === 'approval' && <Alert severity="info">{t('setup.approvalNote')}</Alert>}
      {method === 'external' && (
        <TextInput
          name="validatorUrl"
          label={t('scep:field.validatorUrl')}
          help={t('scep:field.validatorUrlHelp')}
          placeholder="https://mdm.example.org/scep"
          emptyIsNull
          required
        />
      )}
    </Box>
  )
}

export function NetworkStep(): ReactElement {
  return (
    <Box sx={grid}>
      <NetworkFields at="" perMinute={false} />
    </Box>
  )
}

/** The name, and everything that was decided. */
export function NameStep(props: { readonly problem: string | undefined; readonly values: SetupValues }): ReactElement {
  const { t } = useTranslation('services')
  return (
    <Box sx={grid}>
      <TextInput
        name="name"
        label={t('setup.name')}
        help={t('setup.nameHelp')}
        problem={props.problem}
        required
        autoFocus
      />
      <SetupSummary values={props.values} />
    </Box>
  )
}
