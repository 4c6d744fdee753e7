import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { oidRows } from '../../../../src-shared/model/oid.ts'
import { keyUsageBits } from '../../../../src-shared/model/profile.ts'
import { CheckGroup } from '../../../ui/form/check-group.tsx'
import { ChipsInput } from '../../../ui/form/chips-input.tsx'
import { SwitchInput } from '../../../ui/form/switch-input.tsx'
import { OptionalPart } from '../edit/optional-part.tsx'

const purposes = oidRows
  .filter(({ group }) => group === 'eku')
  .map(({ oid, label }) => ({ value: oid, label: `${label} (${oid})` }))

export function UsageSection(): ReactElement {
  const { t } = useTranslation('profiles')
  return (
    <>
      <OptionalPart
        name="keyUsage"
        label={t('summary.keyUsage')}
        blank={{ critical: true, bits: ['digitalSignature'] }}
      >
        <CheckGroup
          name="keyUsage.bits"
          label={t('field.bits')}
          options={keyUsageBits.map((value) => ({ value, label: t(`bit.${value}`) }))}
        />
        <SwitchInput name="keyUsage.critical" label={t('field.critical')} />
      </OptionalPart>
      <OptionalPart name="extendedKeyUsage" label={t('summary.extendedKeyUsage')} blank={{ critical: false, oids: [] }}>
        <ChipsInput
          name="extendedKeyUsage.oids"
          label={t('field.purposes')}
          help={t('field.purposesHelp')}
          options={purposes}
          free
        />
        <SwitchInput name="extendedKeyUsage.critical" label={t('field.critical')} />
      </OptionalPart>
    </>
  )
}
