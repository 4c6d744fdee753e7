import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { useState, type ReactElement } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { monospace } from '../../../theme/tokens.ts'
import { attributeWords } from '../../../ui/engine/attribute-words.ts'
import { RowList } from '../../../ui/form/row-list.tsx'
import { SelectInput } from '../../../ui/form/select-input.tsx'
import { TextInput } from '../../../ui/form/text-input.tsx'
import type { CreateValues } from './create-values.ts'
import { offeredTypes, rowsOf, subjectText } from './subject-rows.ts'

/** The name that people call it by, and the subject: lines and RFC 4514 text that follow each other. */
export function SubjectStep(): ReactElement {
  const { t, i18n } = useTranslation('authorities')
  const rows = useWatch<CreateValues, 'subject'>({ name: 'subject' })
  const types = rows.map(({ type }) => type)
  const known = new Set(offeredTypes.map(({ name }) => name))
  const choices = [
    ...offeredTypes.map(({ name }) => ({ value: name, label: `${name} · ${attributeWords(i18n.language, name)}` })),
    ...[...new Set(types)].filter((type) => !known.has(type)).map((type) => ({ value: type, label: type }))
  ]
  const labelOf = (type: string | undefined): string =>
    type === undefined ? t('subject.value') : attributeWords(i18n.language, type)
  return (
    <>
      <TextInput name="name" label={t('field.name')} help={t('field.nameHelp')} required autoFocus />
      <RowList
        name="subject"
        label={t('fact.subject')}
        addLabel={t('subject.add')}
        blank={{ type: 'OU', value: '' }}
        ordered
      >
        {(path, index) => (
          // Where the preview leaves little room, the value goes below its kind.
          <Box
            sx={{
              display: 'flex',
              flexWrap: 'wrap',
              gap: 2,
              '& > *': { flex: '999 1 220px' },
              '& > :first-of-type': { flex: '1 1 148px' }
            }}
          >
            <SelectInput name={`${path}.type`} label={t('subject.type')} choices={choices} />
            <TextInput name={`${path}.value`} label={labelOf(types[index])} />
          </Box>
        )}
      </RowList>
      <SubjectText text={subjectText(rows)} />
    </>
  )
}

/** The same name as text, to read or to paste; a text that is no name leaves the lines alone. */
function SubjectText(props: { readonly text: string }): ReactElement {
  const { t } = useTranslation('authorities')
  const { setValue } = useFormContext<CreateValues>()
  const [typed, setTyped] = useState(props.text)
  const [problem, setProblem] = useState<string | null>(null)
  const [focused, setFocused] = useState(false)
  return (
    <TextField
      label={t('subject.text')}
      value={focused ? typed : props.text}
      error={focused && problem !== null}
      helperText={(focused ? problem : null) ?? t('subject.textHelp')}
      fullWidth
      onFocus={() => {
        setTyped(props.text)
        setProblem(null)
        setFocused(true)
      }}
      onBlur={() => {
        setFocused(false)
      }}
      onChange={({ target }) => {
        setTyped(target.value)
        const read = rowsOf(target.value)
        if ('problem' in read) {
          setProblem(read.problem)
          return
        }
        setProblem(null)
        setValue('subject', [...read.rows], { shouldValidate: true })
      }}
      slotProps={{ htmlInput: { spellCheck: false, style: { fontFamily: monospace, fontSize: 12.5 } } }}
    />
  )
}
