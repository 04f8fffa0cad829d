/** What an empty store opens on: three ways to a first plan, each with a picture of what it gives. */
import type { ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import { useText } from '../ui/use-text.ts'
import styles from './FirstSight.module.css'
import { EmptySheet, ImportSheet, SampleSheet } from './OfferPictures.tsx'
import type { Creating } from './use-creating.ts'

export interface OfferProps {
  creating: Creating
  onImport: () => void
  mayCreate: boolean
}

export const FirstSight = ({ creating, onImport, mayCreate }: OfferProps) => {
  const text = useText()
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{text('home.first.title')}</h1>
      <p className={styles.lead}>{text(mayCreate ? 'home.first.lead' : 'home.first.readonly')}</p>
      {mayCreate && (
        <ul className={styles.offers}>
          <Offer
            title={text('home.first.sample')}
            words={text('home.first.sample.text')}
            picture={<SampleSheet />}
          >
            <Button look="main" wide busy={creating.busy === 'sample'} onPress={creating.createSample}>
              {text(creating.busy === 'sample' ? 'home.creating' : 'home.first.sample.action')}
            </Button>
          </Offer>
          <Offer
            title={text('home.first.import')}
            words={text('home.first.import.text')}
            picture={<ImportSheet />}
          >
            <Button wide onPress={onImport}>
              {text('home.first.import.action')}
            </Button>
          </Offer>
          <Offer
            title={text('home.first.empty')}
            words={text('home.first.empty.text')}
            picture={<EmptySheet />}
          >
            <Button wide onPress={creating.ask}>
              {text('home.first.empty.action')}
            </Button>
          </Offer>
        </ul>
      )}
    </div>
  )
}

interface OneOfferProps {
  title: string
  words: string
  picture: ReactNode
  /** The button. */
  children: ReactNode
}

const Offer = ({ title, words, picture, children }: OneOfferProps) => (
  <li className={styles.offer}>
    <div className={styles.picture}>{picture}</div>
    <h2 className={styles.name}>{title}</h2>
    <p className={styles.words}>{words}</p>
    {children}
  </li>
)
