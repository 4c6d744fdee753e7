import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { PolicyRows } from '../../../ui/form/policy-rows.tsx'
import { SubtreeRows } from '../../../ui/form/subtree-rows.tsx'
import { Section } from '../../../ui/layout/section.tsx'

/** Name constraints and policies; most authorities need neither. */
export function AdvancedStep(): ReactElement {
  const { t } = useTranslation('authorities')
  return (
    <>
      <Section title={t('create.constraints')} lead={t('create.constraintsLead')}>
        <SubtreeRows name="permittedNames" label={t('create.permitted')} addLabel={t('create.addPermitted')} />
        <SubtreeRows name="excludedNames" label={t('create.excluded')} addLabel={t('create.addExcluded')} />
      </Section>
      <Section title={t('create.policies')} lead={t('create.policiesLead')}>
        <PolicyRows name="policies" />
      </Section>
      <Typography variant="caption" color="text.secondary">
        {t('create.advancedNote')}
      </Typography>
    </>
  )
}
