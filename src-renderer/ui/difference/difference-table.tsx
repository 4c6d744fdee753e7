import Box from '@mui/material/Box'
import type { TFunction } from 'i18next'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Asn1Difference, DifferenceRow } from '../../../src-shared/model/difference.ts'
import { keyWords } from '../certificate/key-words.ts'
import { extensionLine, extensionWordsDe } from '../engine/extension-words-de.ts'
import { QuietTable } from '../display/quiet-table.tsx'
import { StateChip } from '../display/state-chip.tsx'

const looks = { changed: 'expiring', added: 'active', removed: 'revoked', same: 'expired' } as const

/** Fields side by side, each with whether it differs. */
export function DifferenceTable(props: {
  readonly label: string
  readonly rows: readonly DifferenceRow[]
}): ReactElement {
  const { t, i18n } = useTranslation('difference')
  return (
    <QuietTable
      label={props.label}
      head={[t('field'), t('kind'), t('before'), t('after')]}
      rows={props.rows.map((row) => ({
        key: row.field,
        cells: [
          fieldLabel(t, i18n.language, row),
          <Kind key="kind" kind={row.kind} encodingOnly={row.encodingOnly} />,
          <Value key="before" text={inWords(t, i18n.language, row.before)} />,
          <Value key="after" text={inWords(t, i18n.language, row.after)} />
        ]
      }))}
    />
  )
}

/** Elements of ASN.1 that differ, by their place. */
export function Asn1DifferenceTable(props: {
  readonly label: string
  readonly rows: readonly Asn1Difference[]
}): ReactElement {
  const { t } = useTranslation('difference')
  return (
    <QuietTable
      label={props.label}
      head={[t('place'), t('kind'), t('before'), t('after')]}
      rows={props.rows.map((row, index) => ({
        key: index,
        cells: [
          <Value
            key="place"
            text={`${row.path} ${row.tag}\n${t('bytes', { before: row.beforeAt ?? '–', after: row.afterAt ?? '–' })}`}
          />,
          <Kind key="kind" kind={row.kind} encodingOnly={false} />,
          <Value key="before" text={row.before} />,
          <Value key="after" text={row.after} />
        ]
      }))}
    />
  )
}

function Kind(props: { readonly kind: DifferenceRow['kind']; readonly encodingOnly: boolean }): ReactElement {
  const { t } = useTranslation('difference')
  const label = props.encodingOnly ? t('encodingOnly') : t(`is.${props.kind}`)
  return <StateChip kind="certificate" state={looks[props.kind]} label={label} />
}

function Value({ text }: { readonly text: string | null }): ReactElement {
  return (
    <Box component="span" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', display: 'block', minWidth: 96 }}>
      {text ?? '–'}
    </Box>
  )
}

/** @returns the value, whose fixed lines and whose word for the strength of a key the engine says in English */
function inWords(t: TFunction, language: string, text: string | null): string | null {
  if (text === null) return null
  return text
    .split('\n')
    .map((line) => extensionLine(language, keyWords(t, line)))
    .join('\n')
}

/** The engine names fields in English; those of every certificate have a word in the language of the screen. */
function fieldLabel(
  t: (key: string, options: { defaultValue: string }) => string,
  language: string,
  row: DifferenceRow
): string {
  const oid = /^extension\.([\d.]+)/.exec(row.field)?.[1]
  if (oid !== undefined && language.startsWith('de')) return extensionWordsDe[oid]?.label ?? row.label
  const attribute = /^subject\.(.+)$/.exec(row.field)?.[1]
  if (attribute !== undefined) return `${t('name.subject', { defaultValue: 'Subject' })}: ${attribute}`
  return t(`name.${row.field}`, { defaultValue: row.label })
}
