import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { NumberInput } from '../../../ui/form/number-input.tsx'
import { PolicyRows } from '../../../ui/form/policy-rows.tsx'
import { SubtreeRows } from '../../../ui/form/subtree-rows.tsx'
import { SwitchInput } from '../../../ui/form/switch-input.tsx'
import { OptionalPart } from '../edit/optional-part.tsx'

export function ConstraintsSection(): ReactElement {
  const { t } = useTranslation('profiles')
  return (
    <>
      <OptionalPart
        name="basicConstraints"
        label={t('summary.basicConstraints')}
        blank={{ critical: true, authority: false, pathLength: null }}
      >
        <SwitchInput name="basicConstraints.authority" label={t('field.authority')} help={t('field.authorityHelp')} />
        <NumberInput
          name="basicConstraints.pathLength"
          label={t('field.pathLength')}
          help={t('field.pathLengthHelp')}
        />
        <SwitchInput name="basicConstraints.critical" label={t('field.critical')} />
      </OptionalPart>
      <OptionalPart
        name="policies"
        label={t('summary.policies')}
        blank={{ critical: false, list: [{ oid: '', cpsUri: null, userNotice: null }] }}
      >
        <PolicyRows name="policies.list" />
        <SwitchInput name="policies.critical" label={t('field.critical')} />
      </OptionalPart>
      <OptionalPart
        name="nameConstraints"
        label={t('summary.nameConstraints')}
        blank={{ critical: true, permitted: [], excluded: [] }}
      >
        <SubtreeRows name="nameConstraints.permitted" label={t('field.permitted')} addLabel={t('field.addPermitted')} />
        <SubtreeRows name="nameConstraints.excluded" label={t('field.excluded')} addLabel={t('field.addExcluded')} />
        <SwitchInput name="nameConstraints.critical" label={t('field.critical')} />
      </OptionalPart>
    </>
  )
}
