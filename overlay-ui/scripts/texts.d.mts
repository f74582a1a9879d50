import type { FluentResource } from '@fluent/bundle';
import type { Plugin } from 'vite';

type Message = FluentResource['body'][number];

export const languages: string[];
export function messages(language: string): Message[];
export function pageMessages(language: string): Message[];
export function argumentsOf(message: Message): [name: string, kind: 'number' | 'string'][];
export function typesOf(all: Message[]): string;
export function texts(): Plugin;
