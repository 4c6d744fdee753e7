import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { nameAttributeTypes } from '../../../../src-shared/model/name-attributes.ts'
import type { ProfileContent } from '../../../../src-shared/model/profile.ts'
import { attributeWords } from '../../../ui/engine/attribute-words.ts'
import { RowList } from '../../../ui/form/row-list.tsx'
import { SelectInput } from '../../../ui/form/select-input.tsx'
import { SwitchInput } from '../../../ui/form/switch-input.tsx'
import { TextInput } from '../../../ui/form/text-input.tsx'
import { useSourceChoices } from './source-choices.ts'

const offered = nameAttributeTypes.filter(({ syntax }) => syntax !== 'raw')

export function SubjectSection(): ReactElement {
  const { t, i18n } = useTranslation('profiles')
  const sources = useSourceChoices()
  const rules = useWatch<ProfileContent, 'subject.attributes'>({ name: 'subject.attributes' })
  const others = rules.map(({ type }) => type).filter((type) => !offered.some(({ name }) => name === type))
  const types = [
    ...offered.map(({ name }) => ({ value: name, label: `${name} · ${attributeWords(i18n.language, name)}` })),
    ...[...new Set(others)].map((type) => ({ value: type, label: type }))
  ]
  return (
    <>
      <Typography variant="body2" color="text.secondary">
        {t('field.patternHelp')}
      </Typography>
      <RowList
        name="subject.attributes"
        label={t('edit.section.subject')}
        addLabel={t('field.addAttribute')}
        blank={{ type: 'OU', source: 'from-request', value: null, required: false, pattern: null }}
        empty={t('field.noAttribute')}
        ordered
      >
        {(path, index) => (
          <Box
            sx={{
              display: 'grid',
              gridTemplateColumns: '1fr 1fr',
              gap: 2,
              alignItems: 'start',
              pb: 3,
              borderBottom: 1,
              borderColor: 'divider'
            }}
          >
            <SelectInput name={`${path}.type`} label={t('field.attribute')} choices={types} />
            <SelectInput name={`${path}.source`} label={t('field.source')} choices={sources} />
            {rules[index]?.source !== 'from-request' && (
              <TextInput name={`${path}.value`} label={t('field.value')} emptyIsNull />
            )}
            {rules[index]?.source !== 'fixed' && (
              <>
                <TextInput name={`${path}.pattern`} label={t('field.pattern')} emptyIsNull mono />
                <SwitchInput name={`${path}.required`} label={t('field.required')} />
              </>
            )}
          </Box>
        )}
      </RowList>
      <SelectInput
        name="subject.others"
        label={t('field.others')}
        choices={(['drop', 'refuse'] as const).map((value) => ({ value, label: t(`others.${value}`) }))}
      />
      <SwitchInput name="subject.mayBeEmpty" label={t('field.mayBeEmpty')} />
      <SwitchInput
        name="subject.commonNameFromAlternativeName"
        label={t('field.cnFromName')}
        help={t('field.cnFromNameHelp')}
      />
    </>
  )
}
