import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { ReactElement } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { acmeChallengeTypes } from '../../../src-shared/model/acme.ts'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { CardChoice } from '../../ui/form/card-choice.tsx'
import { CheckGroup } from '../../ui/form/check-group.tsx'
import { ChipsInput } from '../../ui/form/chips-input.tsx'
import { NumberInput } from '../../ui/form/number-input.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { SwitchInput } from '../../ui/form/switch-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { DeviceFields } from './device-fields.tsx'
import { limitNames } from './limit-names.ts'

const grid = { display: 'grid', gap: 4 } as const
const pair = { ...grid, gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' } as const

/** Profiles that an ACME client can be served under: bound to an authority, in use, for subscribers. */
export function ProfileField(): ReactElement {
  const { t } = useTranslation('acme')
  const list = useRead('profile.list', {}, { enabled: useMay('profile.read') })
  const fitting = (list.data?.profiles ?? []).filter(
    ({ state, authorityName, certificateClass }) =>
      state === 'enabled' && authorityName !== null && certificateClass === 'end-entity'
  )
  return (
    <SelectInput
      name="profile"
      label={t('field.profile')}
      help={t(list.data !== undefined && fitting.length === 0 ? 'field.noProfile' : 'field.profileHelp')}
      required
      choices={fitting.map(({ id, name, authorityName, approval }) => ({
        value: String(id),
        label: name,
        hint: t(approval === 'auto' ? 'field.profileHint' : 'field.profileHintApproval', { authority: authorityName })
      }))}
    />
  )
}

/** Who may register an account. */
export function EabField(): ReactElement {
  const { t } = useTranslation('acme')
  return (
    <CardChoice
      name="eab"
      label={t('field.eab')}
      cards={(['random', 'fixed', 'none'] as const).map((value) => ({
        value,
        label: t(`eab.${value}`),
        hint: t(`eabHint.${value}`)
      }))}
    />
  )
}

/** Which names need a proof, and which do not. */
export function NamesFields(): ReactElement {
  const { t } = useTranslation('acme')
  const challenges: unknown = useWatch({ name: 'challenges' })
  return (
    <Box sx={grid}>
      <ChipsInput
        name="preapproved"
        label={t('field.preapproved')}
        help={t('field.preapprovedHelp')}
        placeholder="*.example.org"
        free
      />
      <CardChoice
        name="names"
        label={t('field.names')}
        cards={(['approved-or-new', 'approved-only', 'new-per-requester'] as const).map((value) => ({
          value,
          label: t(`names.${value}`),
          hint: t(`namesHint.${value}`)
        }))}
      />
      <CheckGroup
        name="challenges"
        label={t('field.challenges')}
        options={acmeChallengeTypes.map((value) => ({ value, label: value }))}
        help={t('field.challengesHelp')}
      />
      {Array.isArray(challenges) && challenges.includes('email-reply-00') && <MailFields />}
      {Array.isArray(challenges) && challenges.includes('device-attest-01') && <DeviceFields />}
      <SelectInput
        name="addresses"
        label={t('field.addresses')}
        help={t('field.addressesHelp')}
        choices={(['public', 'private', 'any'] as const).map((value) => ({
          value,
          label: t(`addresses.${value}`),
          hint: t(`addressesHint.${value}`)
        }))}
      />
    </Box>
  )
}

/** What an answer to an e-mail challenge has to be signed with, and the way to the mailbox in which it arrives. */
function MailFields(): ReactElement {
  const { t } = useTranslation('acme')
  const unsigned: unknown = useWatch({ name: 'mailUnsignedDomains' })
  return (
    <Box sx={grid}>
      <SelectInput
        name="mailSignature"
        label={t('field.mailSignature')}
        choices={(['exact', 'aligned'] as const).map((value) => ({
          value,
          label: t(`mailSignature.${value}`),
          hint: t(`mailSignatureHint.${value}`)
        }))}
      />
      <ChipsInput
        name="mailUnsignedDomains"
        label={t('field.mailUnsignedDomains')}
        help={t('field.mailUnsignedDomainsHelp')}
        placeholder="example.org"
        free
      />
      {Array.isArray(unsigned) && unsigned.length > 0 && (
        <Alert severity="warning" variant="outlined">
          {t('field.mailUnsignedDomainsRisk')}
        </Alert>
      )}
      <Button
        component={RouterLink}
        to="/services/acme/replies"
        size="small"
        color="inherit"
        sx={{ justifySelf: 'start' }}
      >
        {t('reach.next.mailbox')}
      </Button>
    </Box>
  )
}

/** How long things last and how much of them is taken. */
export function LimitFields(): ReactElement {
  const { t } = useTranslation('acme')
  return (
    <Box sx={pair}>
      <NumberInput
        name="orderDays"
        label={t('field.orderDays')}
        help={t('field.orderDaysHelp')}
        unit={t('unit.days')}
      />
      <NumberInput
        name="authorizationDays"
        label={t('field.authorizationDays')}
        help={t('field.authorizationDaysHelp')}
        unit={t('unit.days')}
      />
      <NumberInput
        name="renewAfterPercent"
        label={t('field.renewAfterPercent')}
        help={t('field.renewAfterPercentHelp')}
        unit="%"
      />
      {limitNames.map((name) => (
        <NumberInput key={name} name={`limits.${name}`} label={t(`limit.${name}`)} help={t(`limitHelp.${name}`)} />
      ))}
    </Box>
  )
}

/** What the directory says, and under which address it stands. */
export function DirectoryFields(): ReactElement {
  const { t } = useTranslation('acme')
  return (
    <Box sx={grid}>
      <TextInput
        name="baseAddress"
        label={t('field.baseAddress')}
        help={t('field.baseAddressHelp')}
        placeholder="https://acme.example.org"
        emptyIsNull
      />
      <Box sx={pair}>
        <TextInput name="termsOfService" label={t('field.termsOfService')} help={t('field.termsHelp')} emptyIsNull />
        <TextInput name="website" label={t('field.website')} help={t('field.websiteHelp')} emptyIsNull />
      </Box>
      <ChipsInput name="caaIdentities" label={t('field.caaIdentities')} help={t('field.caaIdentitiesHelp')} free />
      <SwitchInput name="default" label={t('field.default')} help={t('field.defaultHelp')} />
    </Box>
  )
}
